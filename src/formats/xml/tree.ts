import { SaxesParser } from 'saxes';
import type { Range } from '../../model/element.ts';

/** Deeper than any machine is described; what nests further is not read, so that a hostile file costs nothing. */
const MAX_DEPTH = 200;
/** A text in many pieces, with comments between, is read no further. */
const MAX_TEXT = 4_000;

export interface XmlAttribute {
  readonly name: string;
  readonly value: string;
  readonly range: Range;
  readonly valueRange: Range;
}

export interface XmlNode {
  readonly name: string;
  readonly nameRange: Range;
  readonly attributes: XmlAttribute[];
  readonly children: XmlNode[];
  /** Its characters, blanks around them apart; empty when there are only blanks. */
  text: string;
  textRange?: Range;
  end: number;
}

const STOP = new Error('too deep');
const EQUALS = /\s*=\s*["']/y;

/** Reads XML as far as it can be read, however broken it is; entities beyond the predefined five stay as written. */
export function readXml(text: string): XmlNode[] {
  const reader = new Reader(text);
  try {
    reader.read();
  } catch (error) {
    if (error !== STOP) return reader.roots;
  }
  return reader.roots;
}

class Reader {
  readonly roots: XmlNode[] = [];
  readonly #text: string;
  readonly #parser = new SaxesParser();
  readonly #open: XmlNode[] = [];
  #current: XmlNode | undefined;
  /** The end of what the last event told of. */
  #mark = 0;
  #closed = -1;

  constructor(text: string) {
    this.#text = text;
    this.#parser.on('error', ({ message }) => {
      if (message.includes('unmatched closing tag')) this.#close();
    });
    this.#parser.on('opentagstart', ({ name }) => this.#start(name));
    this.#parser.on('attribute', ({ name, value }) => this.#attribute(name, value));
    this.#parser.on('opentag', () => this.#finish());
    this.#parser.on('closetag', () => this.#close());
    this.#parser.on('text', (value) => this.#characters(value, this.#before('<')));
    this.#parser.on('cdata', (value) => {
      this.#mark = Math.min(this.#mark + '<![CDATA['.length, this.#position);
      this.#characters(value, this.#position - ']]>'.length);
      this.#mark = this.#position;
    });
    this.#parser.on('comment', () => this.#skip());
    this.#parser.on('processinginstruction', () => this.#skip());
  }

  read(): void {
    this.#parser.write(this.#text).close();
  }

  get #position(): number {
    return Math.min(this.#parser.position, this.#text.length);
  }

  #before(character: string): number {
    return this.#text[this.#position - 1] === character ? this.#position - 1 : this.#position;
  }

  #skip(): void {
    this.#mark = this.#position + (this.#text[this.#position] === '>' ? 1 : 0);
  }

  #start(name: string): void {
    if (this.#open.length >= MAX_DEPTH) throw STOP;
    const start = this.#text.lastIndexOf(`<${name}`, this.#position - name.length - 1) + 1;
    const end = start + name.length;
    const node: XmlNode = { name, nameRange: { start, end }, attributes: [], children: [], text: '', end };
    (this.#open.at(-1)?.children ?? this.roots).push(node);
    this.#current = node;
    this.#mark = end;
  }

  #attribute(name: string, value: string): void {
    const end = this.#position;
    const start = this.#text.indexOf(name, this.#mark);
    EQUALS.lastIndex = start + name.length;
    if (start < 0 || !EQUALS.test(this.#text) || EQUALS.lastIndex >= end) return;
    const valueRange = { start: EQUALS.lastIndex, end: end - 1 };
    this.#current?.attributes.push({ name, value, range: { start, end }, valueRange });
    this.#mark = end;
  }

  #finish(): void {
    this.#mark = this.#position;
    if (!this.#current) return;
    this.#current.end = this.#position;
    this.#open.push(this.#current);
  }

  /** saxes tells of every tag it gives up for a closing one that fits none; only the tag that is really written counts here. */
  #close(): void {
    const at = this.#position;
    if (at === this.#closed) return;
    this.#closed = at;
    this.#mark = at;
    const name = this.#text.startsWith('/>', at - 2) ? this.#open.at(-1)?.name : this.#text.slice(this.#text.lastIndexOf('</', at) + 2, at - 1).trim();
    const index = this.#open.findLastIndex((node) => node.name === name);
    if (index >= 0) for (const node of this.#open.splice(index)) node.end = at;
  }

  #characters(value: string, end: number): void {
    const raw = this.#text.slice(this.#mark, end);
    const node = this.#open.at(-1);
    if (node && raw.trim() !== '') {
      const start = this.#mark + raw.length - raw.trimStart().length;
      const stop = this.#mark + raw.trimEnd().length;
      if (node.text.length < MAX_TEXT) node.text = (node.text + value).trim();
      if (start < stop) node.textRange = { start: node.textRange?.start ?? start, end: stop };
    }
    this.#mark = end;
  }
}
