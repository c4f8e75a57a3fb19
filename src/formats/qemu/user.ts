import type { Range } from '../../model/element.ts';
import type { ElementBuilder } from '../builder.ts';
import type { Word } from '../shell/shell.ts';
import { USER_OPTIONS } from './options.ts';
import type { Program } from './program.ts';

/** Adds the elements of `qemu-aarch64 [options] program [arguments]`; the arguments belong to the program and are left alone. */
export function addUserCommand(builder: ElementBuilder, program: string, { mode, arch }: Program, words: readonly Word[], programRange?: Range): void {
  const facets = { mode, arch, accelerator: 'tcg', chosen: 'no', spelling: 'command' };
  if (programRange) builder.add({ path: 'program', name: program, value: program, range: programRange, facets });
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (!word) return;
    const name = /^--?([\w-]+)$/.exec(word.text)?.[1];
    if (name === undefined) {
      if (!/^[-$`(]|^$/.test(word.text)) builder.add({ path: 'user/program', name: 'program', value: word.text, range: word.range, facets });
      return;
    }
    const takesValue = USER_OPTIONS.get(name);
    if (takesValue === undefined) return;
    const argument = takesValue ? words[at + 1] : undefined;
    if (argument) at += 1;
    const range = { start: word.range.start, end: argument?.range.end ?? word.range.end };
    builder.add({ path: `user/${name}`, name, value: argument?.text ?? '', range, nameRange: word.range, valueRange: argument?.range ?? word.range, facets });
  }
}
