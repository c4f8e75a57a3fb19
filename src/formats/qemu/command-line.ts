import type { Element, Range } from '../../model/element.ts';
import type { ElementBuilder } from '../builder.ts';
import type { Word } from '../shell/shell.ts';
import { acceleratorOf, machineOf } from './accelerator.ts';
import { cpuPieces } from './cpu.ts';
import { emit, type Facets, type Group } from './emit.ts';
import { chardevPieces, jsonPieces } from './json.ts';
import { type Option, optionOf } from './options.ts';
import { type Piece, piecesOf } from './pieces.ts';
import { type Program, programOf } from './program.ts';
import { addUserCommand } from './user.ts';

/** Longer command lines are read up to here. */
const MAX_WORDS = 4_096;
const OPTION = /^--?([A-Za-z][\w-]*)$/;

/** An option of the command line, as far as it is read. */
interface Given {
  readonly name: string;
  readonly option: Option;
  readonly word: Word;
  readonly argument?: Word;
  readonly group?: Omit<Group, 'facets'>;
}

/**
 * Adds the elements of one QEMU command, already split into words, with the paths that a `-readconfig` file has.
 * @param program the command's own word; a program that is no QEMU adds nothing
 * @param words its arguments
 * @param programRange where the program's name stands; without it the program is no element
 */
export function addCommand(builder: ElementBuilder, program: string, words: readonly Word[], programRange?: Range): void {
  const known = programOf(program);
  if (!known) return;
  if (known.mode === 'user') {
    addUserCommand(builder, program, known, words.slice(0, MAX_WORDS), programRange);
    return;
  }
  const { options, images, open } = read(words.slice(0, MAX_WORDS));
  const groups = options.flatMap(({ group }) => group ?? []);
  const facets = facetsOf(known, groups, open);
  if (programRange) builder.add({ path: 'program', name: program, value: program, range: programRange, facets });
  for (const { name, option, word, argument, group } of options) {
    if (group) emit(builder, { ...group, facets });
    else addSimple(builder, name, option, word, argument, facets);
  }
  for (const { text, range } of images) builder.add({ path: 'hda', name: 'disk image', value: text, range, facets: { ...facets, positional: 'yes' } });
}

/** Whether an element may decide of which technology the machine is. */
export function isDecisive({ path }: Element): boolean {
  return path === 'program' || path === 'accel/accel';
}

/** Without an accelerator the program's name decides, unless one may stand where nobody can see it. */
function facetsOf({ mode, arch }: Program, groups: readonly Omit<Group, 'facets'>[], open: boolean): Facets {
  const given = acceleratorOf(groups);
  const accelerator = given ?? (open ? 'unknown' : mode === 'kvm' ? 'kvm' : 'tcg');
  return { mode, ...(arch && { arch }), accelerator, chosen: given ? 'yes' : open ? 'unknown' : 'no', spelling: 'command', ...machineOf(groups) };
}

interface Read {
  readonly options: Given[];
  readonly images: Word[];
  /** Whether more options may come from elsewhere: a variable, a `-readconfig` file. */
  readonly open: boolean;
}

function read(words: readonly Word[]): Read {
  const options: Given[] = [];
  const images: Word[] = [];
  let open = false;
  let unknown = false;
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (!word) continue;
    const name = OPTION.exec(word.text)?.[1];
    const option = name === undefined ? undefined : optionOf(name);
    if (name === undefined || !option) {
      // What follows an option never heard of may be its argument; what begins with a variable may be anything.
      if (name === undefined && !unknown && !/^[-$`({<%@]|^$/.test(word.text)) images.push(word);
      open ||= name === undefined && /^[$`({<%@]/.test(word.text);
      unknown = name !== undefined;
      continue;
    }
    unknown = false;
    const argument = option.shape === 'flag' ? undefined : words[at + 1];
    if (argument) at += 1;
    open ||= name === 'readconfig' || (option.group === 'machine' && /^[$`({<%@]/.test(argument?.text ?? ''));
    const group = groupOf(option, word, argument);
    options.push({ name, option, word, ...(argument && { argument }), ...(group && { group }) });
  }
  return { options, images, open };
}

/** The settings of an option that has a list, or that says the same as one that has. */
function groupOf(option: Option, word: Word, argument: Word | undefined): Omit<Group, 'facets'> | undefined {
  const { group, shape, implied, says } = option;
  if (says) {
    const { range } = word;
    return { group, pieces: [{ ...says, range, nameRange: range, valueRange: range, hoverRange: range }] };
  }
  if (shape === 'flag' || shape === 'value') return undefined;
  if (!argument) return { group, pieces: [], header: word.range };
  if (shape === 'global') return globalOf(word, argument);
  const pieces = piecesFor(option, word, argument);
  const standsForAll = implied !== undefined && pieces[0]?.hoverRange.start === word.range.start;
  return { group, pieces, ...(!standsForAll && { header: word.range }) };
}

function piecesFor({ group, shape, implied }: Option, word: Word, argument: Word): Piece[] {
  if (/^\{\s*"/.test(argument.text)) return group === 'chardev' ? chardevPieces(jsonPieces(argument)) : jsonPieces(argument);
  if (shape === 'cpu') return cpuPieces(argument, word.range.start);
  const pieces = piecesOf(argument, implied, word.range.start);
  const [first, ...rest] = pieces;
  // `-display vnc=:1` names its type so.
  if (group !== 'display' || first?.key !== 'vnc') return pieces;
  return [{ ...first, key: 'type', value: `vnc=${first.value}`, hoverRange: { start: word.range.start, end: first.hoverRange.end } }, ...rest];
}

/** `-global driver.property=value` sets a property as `-device driver,property=value` would. */
function globalOf(word: Word, argument: Word): Omit<Group, 'facets'> {
  const match = /^([\w-]+)\.([\w.-]+)=(.*)$/s.exec(argument.text);
  const range = { start: word.range.start, end: argument.range.end };
  const [driver, key, value] = match ? match.slice(1) : longGlobal(piecesOf(argument));
  if (!driver || !key) return { group: 'global', pieces: [], header: range };
  const hidden = { start: range.start, end: range.start };
  const piece = { range, nameRange: word.range, valueRange: argument.range };
  return {
    group: 'device',
    pieces: [
      { ...piece, key, value: value ?? '', hoverRange: range },
      { ...piece, key: 'driver', value: driver, hoverRange: hidden },
    ].reverse(),
  };
}

function longGlobal(pieces: readonly Piece[]): (string | undefined)[] {
  const of = (name: string) => pieces.find(({ key }) => key === name)?.value;
  return [of('driver'), of('property'), of('value')];
}

function addSimple(builder: ElementBuilder, name: string, { group }: Option, word: Word, argument: Word | undefined, facets: Facets): void {
  const range = { start: word.range.start, end: argument?.range.end ?? word.range.end };
  builder.add({ path: group, name, value: argument?.text ?? '', range, nameRange: word.range, valueRange: argument?.range ?? word.range, facets });
}
