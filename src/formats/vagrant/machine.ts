import { HashNode, type CallNode, type Node } from '@ruby/prism/src/nodes.js';
import type { Draft } from './drafts.ts';
import type { Recorder, Scope } from './recorder.ts';
import { parametersOf, type Source } from './ruby.ts';

/** Names one provider has had. */
const ALIASES: Readonly<Record<string, string>> = {
  vmware_desktop: 'vmware',
  vmware_fusion: 'vmware',
  vmware_workstation: 'vmware',
  vmware_esxi: 'vmware_esxi',
};

/** The methods of `config.vm` that say more by their arguments than `name value`. */
const KINDS = new Set(['network', 'provision', 'disk', 'cloud_init', 'provider', 'synced_folder', 'share_folder', 'forward_port']);

/** Options that notes speak of, whether or not they are given. */
const MENTIONED: Readonly<Record<string, readonly string[]>> = {
  synced_folder: ['from', 'to'],
  share_folder: ['from', 'to'],
  network: ['host', 'guest'],
  disk: ['size', 'file'],
  provision: ['source', 'destination'],
};

/**
 * A method of `config.vm`: the element is `vm/network/private_network`, `vm/provision/shell`, `vm/provider`, `vm/synced_folder`, …, its
 * options are below it and facets of it as well.
 * @param lists what names of loops around it stand for
 * @returns what the parameters of its block stand for, or undefined when it is no such method
 */
export function machineCall(
  recorder: Recorder,
  scope: Scope,
  call: CallNode,
  lists: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, Scope> | undefined {
  if (scope.path.join('/') !== 'vm' || !KINDS.has(call.name)) return undefined;
  const { source } = recorder;
  const positional = source.positional(call);
  const pairs = source.pairs(call);
  const facets: Record<string, string> = {};
  for (const { key, value } of pairs) if (!(value instanceof HashNode)) facets[key] = source.value(value);
  const [first, second] = positional;
  const value = !first ? '' : call.name === 'provider' ? providerIn(source, first, lists) : source.value(first);
  if (call.name === 'synced_folder' || call.name === 'share_folder' || call.name === 'forward_port') {
    facets.from = value;
    if (second) facets.to = source.value(second);
    if (facets.nfs === 'true') facets.type ??= 'nfs';
    if (call.name === 'forward_port') Object.assign(facets, { guest: value, host: second ? source.value(second) : '' });
  }
  for (const name of MENTIONED[call.name] ?? []) facets[name] ??= '…';
  const kind = call.name === 'provision' && facets.type ? facets.type : value;
  const path = pathOf(call.name, kind);
  // Which port leads where is one answer, whichever of its options is asked about.
  const whole = path === 'vm/network/forwarded_port';
  const provider = call.name === 'provider' ? nameOf(kind) : scope.provider;
  const inner: Scope = { ...scope, ...(provider !== undefined && { provider }) };
  const last = call.name === 'synced_folder' || call.name === 'share_folder' || call.name === 'forward_port' ? positional.at(-1) : first;
  const parent = recorder.add(inner, {
    path,
    name: call.name,
    value: call.name === 'provider' ? nameOf(kind) : value,
    range: source.range(call),
    nameRange: recorder.head(call),
    valueRange: source.range(first ?? call),
    hoverRange: whole ? source.range(call) : recorder.head(call, last),
    facets: call.name === 'provider' ? { ...facets, called: kind, provider: nameOf(kind) } : facets,
  });
  if (!whole) for (const pair of pairs) recorder.pair(inner, path, pair, parent);
  if (call.name === 'network' && second) rest(recorder, inner, path, positional.slice(1), parent);
  const [it, override] = parametersOf(call.block);
  const scopes = new Map<string, Scope>();
  const below = call.name === 'provider' ? `provider/${nameOf(kind)}` : path;
  if (it) scopes.set(it, { ...inner, path: below.split('/'), parent });
  if (override) scopes.set(override, { ...inner, path: [] });
  return scopes;
}

/** `config.vm.network :hostonly, "192.168.33.10"`, as version 1 had it. */
function rest(recorder: Recorder, scope: Scope, path: string, words: readonly Node[], parent: Draft): void {
  for (const word of words) {
    const range = recorder.source.range(word);
    const value = recorder.source.value(word);
    recorder.add(scope, { path: `${path}/ip`, name: value, value, range, nameRange: range, valueRange: range }, parent);
  }
}

function pathOf(method: string, kind: string): string {
  if (method === 'provider' || method === 'synced_folder' || method === 'share_folder' || method === 'forward_port') return `vm/${method}`;
  return `vm/${method}/${kind.replace(/\//g, '_') || 'none'}`;
}

function nameOf(provider: string): string {
  return ALIASES[provider] ?? provider;
}

/** What `["vmware_fusion", "vmware_workstation"].each do |name|` names, where that is one provider under all its names. */
function providerIn(source: Source, node: Node, lists: ReadonlyMap<string, readonly string[]>): string {
  const names = lists.get(source.written(node)) ?? [];
  const [first] = names;
  return first !== undefined && names.every((each) => nameOf(each) === nameOf(first)) ? first : source.value(node);
}

/** `config.vm.define "web" do |web|`: a machine of its own; a second definition adds to the first. */
export function defineMachine(
  recorder: Recorder,
  scope: Scope,
  call: CallNode,
  lists: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, Scope> | undefined {
  if (call.name !== 'define' || scope.path.join('/') !== 'vm') return undefined;
  const { source } = recorder;
  const [first] = source.positional(call);
  const pairs = source.pairs(call);
  // `define name: {…}` has its name as a key.
  const name = first ? nameIn(source, first, lists) : 'machine';
  const machine = recorder.machine(name, source.range(call));
  const inner: Scope = { path: [], machine };
  const facets: Record<string, string> = {};
  const parent = recorder.add(inner, {
    path: 'vm/define',
    name: call.name,
    value: name,
    range: source.range(call),
    nameRange: recorder.head(call),
    valueRange: source.range(first ?? call),
    hoverRange: recorder.head(call, first),
    facets,
  });
  for (const pair of pairs) recorder.pair(inner, 'vm/define', pair, parent);
  const [it] = parametersOf(call.block);
  return it ? new Map([[it, inner]]) : new Map();
}

/** The name a machine gets: what `%w(a b).each do |name|` puts in, where that is known. */
function nameIn(source: Source, node: Node, lists: ReadonlyMap<string, readonly string[]>): string {
  return lists.get(source.written(node))?.join(', ') ?? source.value(node);
}
