import type { Range } from '../../model/element.ts';
import type { Word } from '../shell/shell.ts';
import { FLAGS, GLOBAL_WITH_VALUE, SHORT } from './flags.ts';

/** A flag of a command line, with its value where it has one. */
export interface Given {
  /** The long name: `-v` is `--volume`. */
  readonly flag: string;
  readonly value: string;
  /** From the flag to the end of its value. */
  readonly range: Range;
  readonly valueRange: Range;
}

export interface CommandLine {
  /** `run`, `create` or `exec`, and where it ends. */
  readonly verb: string;
  readonly verbEnd: number;
  readonly given: readonly Given[];
  /** What the command runs in: an image, or for `exec` a container. */
  readonly image: Word | undefined;
  /** What it runs there. */
  readonly rest: readonly Word[];
}

const LIST = /^\$\{\w+\[[@*]\]\}$/;
const VERBS = new Set(['run', 'create', 'exec']);

/** Takes the arguments of docker, podman or nerdctl apart; undefined when they start no container. */
export function readCommandLine(words: readonly Word[]): CommandLine | undefined {
  let at = 0;
  for (; words[at]?.text.startsWith('-'); at++) if (GLOBAL_WITH_VALUE.test(words[at]?.text ?? '')) at++;
  if (words[at]?.text === 'container') at++;
  const verb = words[at];
  if (!verb || !VERBS.has(verb.text)) return undefined;
  const given: Given[] = [];
  for (at++; at < words.length; ) {
    const word = words[at];
    // An array holds further flags: nobody keeps a single image in one.
    if (word && LIST.test(word.text)) {
      at++;
      continue;
    }
    if (!word?.text.startsWith('-') || word.text === '-') break;
    at++;
    if (word.text === '--') break;
    at += word.text.startsWith('--') ? long(word, words[at], given) : short(word, words[at], given);
  }
  return { verb: verb.text, verbEnd: verb.range.end, given, image: words[at], rest: words.slice(at + 1) };
}

/** @returns how many further words the flag has taken */
function long(word: Word, next: Word | undefined, given: Given[]): number {
  const equals = word.text.indexOf('=');
  const flag = equals < 0 ? word.text : word.text.slice(0, equals);
  if (equals >= 0) given.push(whole(flag, word.text.slice(equals + 1), word));
  else if (FLAGS[flag]?.bare) given.push(whole(flag, 'true', word));
  else return withNext(flag, word, next, given);
  return 0;
}

function short(word: Word, next: Word | undefined, given: Given[]): number {
  const letters = word.text.slice(1);
  for (let i = 0; i < letters.length; i++) {
    const flag = SHORT[letters[i] ?? ''] ?? `-${letters[i]}`;
    const value = letters.slice(i + 1).replace(/^=/, '');
    if (FLAGS[flag]?.bare) given.push(whole(flag, 'true', i === 0 && !value ? word : part(word, i + 1)));
    else if (value) {
      given.push(whole(flag, value, i === 0 ? word : part(word, i + 1, word.range.end)));
      return 0;
    } else return withNext(flag, i === 0 ? word : part(word, i + 1), next, given);
  }
  return 0;
}

/** One letter of a cluster, where the word is written without quotes; else nothing of it can be pointed at. */
function part(word: Word, index: number, end = word.range.start + index + 1): Word {
  const plain = word.range.end - word.range.start === word.text.length;
  const start = plain ? word.range.start + index : word.range.end;
  return { text: word.text, range: { start, end: plain ? end : start } };
}

function whole(flag: string, value: string, { range }: Word): Given {
  return { flag, value, range, valueRange: range };
}

function withNext(flag: string, word: Word, next: Word | undefined, given: Given[]): number {
  given.push({
    flag,
    value: next?.text ?? '',
    range: { start: word.range.start, end: next?.range.end ?? word.range.end },
    valueRange: next?.range ?? word.range,
  });
  return next ? 1 : 0;
}
