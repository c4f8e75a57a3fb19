import type { Range } from '../../model/element.ts';
import { Lines } from '../lines.ts';
import { fieldsOf } from './values.ts';

/** One property set, or one resource begun (then `property` is empty). Offsets are UTF-16, 0-based. */
export interface Statement {
  /** `create`, `remove` and `clear` stand alone; `set` is everything that gives a property a value. */
  readonly command: 'set' | 'create' | 'remove' | 'clear';
  /** `net`, `anet/mac`, …; empty for the zone's own properties. */
  readonly resource: string;
  readonly property: string;
  readonly range: Range;
  readonly nameRange: Range;
  /** As written, quotes and brackets included. */
  readonly valueRange: Range;
  /** What an XML reader has made of the value, where it differs from what is written. */
  readonly value?: string;
  /** Statements of one resource have one number; the zone's own are number 0. */
  readonly block: number;
  /** Which zone of the file: each `create` begins one. */
  readonly zone: number;
}

const MAX_LINE = 8_192;
const COMMAND = /([ \t\ufeff]*)(add|select|set|end|cancel|create|remove|clear)(?![\w-])[ \t]*/y;
const PROPERTY = /((?:[\w-]+:)*)([\w.-]+)[ \t]*=?[ \t]*/y;
const WORD = /[\w.-]{1,100}/y;
const FLAGS = /(?:-\w+[ \t]+)*/y;
/** Resources that stand inside of others; every other `add` without a value begins one of the zone's own. */
const NESTED = new Set(['mac', 'vlan', 'port']);

interface Scope {
  readonly resource: string;
  readonly block: number;
  /** How many statements there were before it: `cancel` takes its own back. */
  readonly mark: number;
}

/** Reads the commands of zonecfg(8), also several on a line. Lines that are none are skipped. */
export function readStatements(text: string): Statement[] {
  const reader = new Reader(text);
  const lines = new Lines(text);
  while (!lines.done) {
    const { start, end } = lines.next();
    if (end - start <= MAX_LINE) for (const part of partsOf(text, start, end)) reader.command(part);
  }
  return reader.statements;
}

class Reader {
  statements: Statement[] = [];
  readonly #text: string;
  #scopes: Scope[] = [];
  #blocks = 0;
  #zone = 0;

  constructor(text: string) {
    this.#text = text;
  }

  command({ start, end }: Range): void {
    COMMAND.lastIndex = start;
    const match = COMMAND.exec(this.#text);
    if (!match || COMMAND.lastIndex > end) return;
    const [whole, indent = '', command = ''] = match;
    const from = start + indent.length;
    const rest = { start: start + whole.length, end: this.#trimEnd(start + whole.length, end) };
    if (command === 'end' || command === 'cancel') this.#close(command === 'cancel');
    else if (command === 'add' || command === 'select') this.#open(command, from, rest);
    else if (command === 'set') this.#set(from, rest);
    else this.#alone(command === 'create' ? 'create' : command === 'clear' ? 'clear' : 'remove', from, rest);
  }

  #open(command: string, from: number, rest: Range): void {
    const name = this.#word(rest);
    if (name === '') return;
    const value = { start: rest.start + name.length, end: rest.end };
    const outer = this.#scopes.at(-1);
    const written = this.#text.slice(value.start, value.end).trim();
    if (command === 'add' && outer && written !== '') {
      this.#push('set', name, from, value);
      return;
    }
    const nested = outer && NESTED.has(name) ? `${outer.resource}/` : '';
    if (nested === '') this.#scopes = [];
    this.#scopes.push({ resource: nested + name, block: ++this.#blocks, mark: this.statements.length });
    this.#push('set', '', from, { start: value.start, end: value.start });
    // `select fs dir=/var` names what it selects.
    const [, key = ''] = /^([\w-]+)[ \t]*=/.exec(written) ?? [];
    const equals = this.#text.indexOf('=', value.start) + 1;
    if (key) this.#push('set', key, this.#text.indexOf(key, value.start), { start: equals, end: rest.end });
  }

  #close(cancelled: boolean): void {
    const scope = this.#scopes.pop();
    if (scope && cancelled) this.statements.length = scope.mark;
  }

  #set(from: number, rest: Range): void {
    PROPERTY.lastIndex = rest.start;
    const [, prefix = '', name = ''] = PROPERTY.exec(this.#text) ?? [];
    if (name === '' || rest.start >= rest.end) return;
    const value = { start: PROPERTY.lastIndex, end: rest.end };
    const resource = prefix === '' ? [] : prefix.split(':').filter((part) => part !== '' && !/^\d+$/.test(part));
    if (resource.length === 0) this.#push('set', name, from, value);
    else this.#push('set', name, from, value, { resource: resource.slice(-2).join('/'), block: ++this.#blocks, mark: 0 });
  }

  #alone(command: 'create' | 'remove' | 'clear', from: number, rest: Range): void {
    if (command === 'create') {
      this.#scopes = [];
      if (this.statements.length > 0) this.#zone++;
    }
    const name = command === 'create' ? '' : this.#word({ start: rest.start + this.#flags(rest), end: rest.end });
    this.#push(command, name, from, rest);
  }

  #push(command: Statement['command'], property: string, from: number, valueRange: Range, scope = this.#scopes.at(-1)): void {
    const value = { start: Math.min(valueRange.start, valueRange.end), end: valueRange.end };
    const named = property === '' && command === 'set' ? value.end : value.start;
    const range = { start: from, end: value.end };
    const block = scope?.block ?? 0;
    this.statements.push({
      command,
      resource: scope?.resource ?? '',
      property,
      range,
      nameRange: { start: from, end: this.#trimEnd(from, named) },
      valueRange: value,
      block,
      zone: this.#zone,
    });
  }

  #word({ start, end }: Range): string {
    WORD.lastIndex = start;
    return start < end ? (WORD.exec(this.#text)?.[0] ?? '') : '';
  }

  /** How long `-F ` is before a name. */
  #flags({ start }: Range): number {
    FLAGS.lastIndex = start;
    return FLAGS.exec(this.#text)?.[0].length ?? 0;
  }

  #trimEnd(start: number, end: number): number {
    let at = end;
    while (at > start && (this.#text[at - 1] === ' ' || this.#text[at - 1] === '\t')) at--;
    return at;
  }
}

/** The fields of a statement's complex value, if it has one: only those begin with a bracket. */
export function complexOf(text: string, { valueRange: { start, end } }: Statement): Readonly<Record<string, string>> | undefined {
  let at = start;
  while (at < end && (text[at] === ' ' || text[at] === '\t' || text[at] === '[')) at++;
  return text[at] === '(' ? fieldsOf(text.slice(at, end)) : undefined;
}

/** The commands of a line: `;` parts them outside of quotes, `#` after a blank begins a comment. */
function partsOf(text: string, start: number, end: number): Range[] {
  const parts: Range[] = [];
  let from = start;
  let quote = '';
  for (let at = start; at < end; at++) {
    const character = text[at] ?? '';
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"') quote = character;
    else if (character === ';') {
      parts.push({ start: from, end: at });
      from = at + 1;
    } else if (character === '#' && /^[\s;]?$/.test(at === start ? '' : (text[at - 1] ?? ''))) {
      parts.push({ start: from, end: at });
      return parts;
    }
  }
  parts.push({ start: from, end });
  return parts;
}
