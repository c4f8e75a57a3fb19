import {
  BlockNode,
  CallAndWriteNode,
  CallNode,
  CallOperatorWriteNode,
  CallOrWriteNode,
  ConstantPathNode,
  ConstantReadNode,
  ConstantWriteNode,
  LocalVariableReadNode,
  LocalVariableWriteNode,
  type Node,
} from '@ruby/prism/src/nodes.js';
import { customize } from './commands.ts';
import { defineMachine, machineCall } from './machine.ts';
import type { Recorder, Scope } from './recorder.ts';
import { argumentsOf, parametersOf } from './ruby.ts';
import { vmxLine, vmxPathOf } from './vmx.ts';

/** Deeper nesting is left unread. */
const MAX_DEPTH = 200;
/** What a configuration is called by convention, where nothing says so: in a method that gets it. */
const CONVENTION: Scope = { path: [], machine: 0 };

/** The names that are known in a block, and in those around it. */
class Names {
  readonly #own: ReadonlyMap<string, Scope>;
  readonly #around: Names | undefined;
  /** What `%w(a b).each do |name|` lets a name be. */
  readonly lists: ReadonlyMap<string, readonly string[]>;

  constructor(own: ReadonlyMap<string, Scope>, around?: Names, lists: ReadonlyMap<string, readonly string[]> = new Map()) {
    this.#own = own;
    this.#around = around;
    this.lists = !around ? lists : lists.size === 0 ? around.lists : new Map([...around.lists, ...lists]);
  }

  find(name: string): Scope | undefined {
    return this.#own.get(name) ?? this.#around?.find(name);
  }
}

/** Reads what a Vagrantfile sets, wherever it stands, without running it: every branch and every loop body counts once. */
export function walk(root: Node, recorder: Recorder): void {
  new Walker(recorder).visit(root, new Names(new Map([['config', CONVENTION]])), 0);
}

class Walker {
  readonly #recorder: Recorder;

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
  }

  visit(node: Node, names: Names, depth: number): void {
    if (depth > MAX_DEPTH) return;
    if (node instanceof CallNode) {
      this.#call(node, names, depth);
      return;
    }
    if (node instanceof LocalVariableWriteNode || node instanceof ConstantWriteNode) this.#recorder.source.assign(node.name, node.value);
    if (node instanceof CallOrWriteNode || node instanceof CallAndWriteNode || node instanceof CallOperatorWriteNode) {
      const scope = node.receiver && this.#resolve(node.receiver, names);
      if (scope && node.messageLoc) this.#set(scope, node.readName, node, this.#recorder.source.rangeAt(node.messageLoc), node.value);
    }
    for (const child of node.compactChildNodes()) this.visit(child, names, depth + 1);
  }

  #call(node: CallNode, names: Names, depth: number): void {
    const scope = node.receiver ? this.#resolve(node.receiver, names) : undefined;
    const inside = scope ? this.#ofScope(scope, node, names) : this.#ofRuby(node);
    // Inside the chain, the arguments and the block there may be more: `[…].each`, `config.vm.provision.tap { }`.
    if (node.receiver && !scope) this.visit(node.receiver, names, depth + 1);
    for (const each of argumentsOf(node)) this.visit(each, names, depth + 1);
    if (!node.block) return;
    const strings = node.name === 'each' && node.receiver ? this.#recorder.source.strings(node.receiver) : undefined;
    const [it] = strings ? parametersOf(node.block) : [];
    const lists = it && strings ? new Map([[it, strings]]) : undefined;
    const below = inside?.size || lists ? new Names(inside ?? new Map(), names, lists) : names;
    if (node.block instanceof BlockNode && node.block.body) this.visit(node.block.body, below, depth + 1);
    else if (!(node.block instanceof BlockNode)) this.visit(node.block, names, depth + 1);
  }

  /** `Vagrant.configure("2") do |config|`, `Vagrant::Config.run do |config|` */
  #ofRuby(node: CallNode): ReadonlyMap<string, Scope> | undefined {
    const { receiver } = node;
    const version2 = receiver instanceof ConstantReadNode && receiver.name === 'Vagrant';
    const version1 = receiver instanceof ConstantPathNode && node.name === 'run' && /^Vagrant::Config$/.test(this.#recorder.source.written(receiver));
    if (!version1 && !version2) return undefined;
    const [first] = argumentsOf(node);
    const [it] = parametersOf(node.block);
    if (it === undefined && (node.name !== 'require_version' || !first)) return undefined;
    const { source } = this.#recorder;
    const path = version1 ? 'Config.run' : node.name;
    const hoverRange = this.#recorder.head(node, first);
    this.#recorder.add(CONVENTION, {
      path,
      name: node.name,
      value: first ? source.value(first) : '',
      range: source.range(node),
      nameRange: hoverRange,
      valueRange: hoverRange,
      hoverRange,
    });
    return it === undefined ? undefined : new Map([[it, CONVENTION]]);
  }

  /** A call on `config`, `config.vm`, a provider, …: a setting, or something that has settings in its block. */
  #ofScope(scope: Scope, node: CallNode, names: Names): ReadonlyMap<string, Scope> | undefined {
    const { source } = this.#recorder;
    const args = argumentsOf(node);
    const [first, second] = args;
    if (node.name === '[]=' && first && second) {
      this.#indexed(scope, node, first, second);
      return undefined;
    }
    const nameRange = node.messageLoc ? source.rangeAt(node.messageLoc) : source.range(node);
    if (node.equalLoc && node.name.endsWith('=')) {
      if (first) this.#set(scope, node.name.slice(0, -1), node, nameRange, first);
      return undefined;
    }
    const special = defineMachine(this.#recorder, scope, node, names.lists) ?? machineCall(this.#recorder, scope, node, names.lists);
    if (special) return special;
    if (args.length === 0 && !node.block) return undefined;
    const prefix = scope.path.join('/');
    if (node.name === 'customize') {
      customize(this.#recorder, scope, node, prefix);
      return undefined;
    }
    const positional = source.positional(node);
    const pairs = source.pairs(node);
    const path = `${prefix ? `${prefix}/` : ''}${node.name}`;
    const last = positional.at(-1);
    const facets: Record<string, string> = path === 'provider/libvirt/storage' ? { size: '10G', path: '…' } : {};
    for (const { key, value } of pairs) facets[key] = source.value(value);
    const parent = this.#recorder.add(scope, {
      path,
      name: node.name,
      value: positional.map((each) => source.value(each)).join(' '),
      range: source.range(node),
      nameRange,
      valueRange: positional[0] && last ? source.range(positional[0], last) : nameRange,
      hoverRange: this.#recorder.head(node, last),
      facets,
    });
    // `config.trigger.after :up, run: {…}` sets what `trigger.run = {…}` sets in its block.
    const below = prefix === 'trigger' ? prefix : path;
    for (const pair of pairs) this.#recorder.pair(scope, below, pair, parent);
    const [it] = parametersOf(node.block);
    return it ? new Map([[it, { ...scope, path: below.split('/'), parent }]]) : undefined;
  }

  #set(scope: Scope, name: string, whole: Node, nameRange: { start: number; end: number }, value: Node): void {
    this.#recorder.setting(scope, name, [...scope.path, name].join('/'), whole, nameRange, value);
  }

  /** `v.vmx["memsize"] = "1024"` is what that line is in a .vmx file. */
  #indexed(scope: Scope, node: CallNode, key: Node, value: Node): void {
    const { source } = this.#recorder;
    const name = source.value(key);
    const vmx = scope.path.join('/') === 'provider/vmware/vmx';
    const draft = this.#recorder.add(scope, {
      path: vmx ? vmxPathOf(name, source.value(value)) : [...scope.path, name.replace(/\//g, '_')].join('/'),
      name,
      value: source.value(value),
      range: source.range(node),
      nameRange: source.range(key),
      valueRange: source.range(value),
    });
    if (vmx) this.#recorder.vmx.push(vmxLine(name, draft));
  }

  /** What `config`, `config.vm` or `v.vmx` stands for. */
  #resolve(node: Node, names: Names): Scope | undefined {
    if (node instanceof LocalVariableReadNode) return names.find(node.name);
    if (!(node instanceof CallNode) || node.block || argumentsOf(node).length > 0) return undefined;
    if (!node.receiver) return names.find(node.name);
    const scope = this.#resolve(node.receiver, names);
    return scope && { ...scope, path: [...scope.path, node.name] };
  }
}
