import type { Node } from '@ruby/prism/src/nodes.js';
import type { Source } from './ruby.ts';

/** One option of a command line that is written as an array: `"--memory", "1024"`. */
export interface Option {
  /** Segments: `memory`, or `nictype/1`. */
  readonly path: string;
  readonly name: string;
  readonly value: string;
  readonly from: Node;
  readonly to: Node;
  readonly values: readonly Node[];
}

/** Options that VBoxManage numbers: `--nictype1`, `--nic-type1`. */
const NUMBERED = /^((?:boot|nic|nat|cable|cloud|bridge|hostonly|host|intnet|mac|uart|lpt|hwvirtex|vsock|guestdebug)[a-z]*?)(\d+)$/;

/** The options among words of VBoxManage or prlctl; what stands before the first is left to the caller. */
export function optionsOf(words: readonly Node[], source: Source): Option[] {
  const options: Option[] = [];
  for (let at = 0; at < words.length; ) {
    const from = words[at++];
    if (!from) break;
    const word = source.value(from);
    if (!word.startsWith('-')) continue;
    const values: Node[] = [];
    for (let next = words[at]; next && !/^--?[a-z]/i.test(source.value(next)); next = words[++at]) values.push(next);
    const [name = '', ...rest] = word.split('=');
    const value = [...rest.slice(0, 1).map(() => rest.join('=')), ...values.map((each) => source.value(each))].join(' ');
    options.push({ path: segments(name), name, value, from, to: values.at(-1) ?? from, values });
  }
  return options;
}

/** One spelling for `--natdnshostresolver1` and `--nat-dns-host-resolver1`: `natdnshostresolver/1`; for `--pae` and `--x86-pae`: `pae`. */
function segments(option: string): string {
  const word = option
    .toLowerCase()
    .replace(/-/g, '')
    .replace(/^x86(?=[a-z])/, '');
  const numbered = NUMBERED.exec(word);
  return numbered ? `${numbered[1]}/${numbered[2]}` : word;
}
