import { ArrayNode, type CallNode, type Node } from '@ruby/prism/src/nodes.js';
import type { Recorder, Scope } from './recorder.ts';
import { vboxKey, vboxOption } from './vbox.ts';

/** Commands whose words say what they are about, without options: the key and the value. */
const KEYED = new Set(['setextradata', 'guestproperty', 'metrics']);

/**
 * `customize ["modifyvm", :id, "--memory", "1024"]`: the arguments of VBoxManage or prlctl, as elements `…/customize/modifyvm/memory`.
 * LXC's `customize "key", "value"` is `…/customize/key`.
 */
export function customize(recorder: Recorder, scope: Scope, call: CallNode, prefix: string): void {
  const { source } = recorder;
  const args = source.positional(call);
  const list = args.find((each) => each instanceof ArrayNode);
  if (!(list instanceof ArrayNode)) {
    const [key, value] = args;
    if (!key || !value) return;
    const name = source.value(key);
    const range = source.range(call);
    recorder.add(scope, {
      path: `${prefix}/customize/${name}`,
      name,
      value: source.value(value),
      range,
      nameRange: source.range(key),
      valueRange: source.range(value),
    });
    return;
  }
  const [command, ...words] = list.elements;
  if (!command) return;
  const name = source.value(command);
  const lower = name.toLowerCase();
  const path = `${prefix}/customize/${lower}`;
  if (KEYED.has(name)) {
    keyed(recorder, scope, call, path, command, words);
    return;
  }
  const nameRange = source.range(command);
  const value = words.map((each) => source.value(each)).join(' ');
  const facets: Record<string, string> = { command_medium: '…' };
  for (const key of ['type', 'medium', 'controller', 'add', 'hostpath']) {
    const at = words.findIndex((each) => source.value(each) === `--${key}`);
    const found = at < 0 ? undefined : words[at + 1];
    if (found) facets[`command_${key}`] = source.value(found);
  }
  if (words.some((each) => source.value(each) === '--readonly')) facets.command_readonly = 'true';
  const parent = recorder.add(scope, {
    path,
    name,
    value,
    range: source.range(call),
    nameRange,
    valueRange: source.range(list),
    hoverRange: nameRange,
    facets,
  });
  recorder.options(scope, path, words, parent, prefix === 'provider/virtualbox' ? (option, found) => vboxOption(lower, option, found, facets) : undefined);
}

/** `["setextradata", :id, "VBoxInternal2/SharedFoldersEnableSymlinksCreate/share", "1"]` */
function keyed(recorder: Recorder, scope: Scope, call: CallNode, path: string, command: Node, words: readonly Node[]): void {
  const { source } = recorder;
  const [key, value] = words.filter((each) => !/^(?:id|global|set|enumerate|--)$/.test(source.value(each)));
  if (!key) return;
  const name = source.value(key);
  recorder.add(scope, {
    path: `${path}/${name.replace(/^\//, '')}`,
    name,
    value: value ? source.value(value) : '',
    ...vboxKey(path.split('/').at(-1) ?? '', name),
    range: source.range(call),
    nameRange: source.range(key),
    valueRange: source.range(value ?? key),
    hoverRange: source.range(command, value ?? key),
  });
}
