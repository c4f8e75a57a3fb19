import type { Range } from '../model/element.ts';

/** Walks lines without copying them; `\n` and `\r\n` end a line. A byte order mark is skipped. */
export class Lines {
  readonly text: string;
  position: number;

  constructor(text: string) {
    this.text = text;
    this.position = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  }

  get done(): boolean {
    return this.position >= this.text.length;
  }

  next(): Range {
    const start = this.position;
    const newline = this.text.indexOf('\n', start);
    const stop = newline < 0 ? this.text.length : newline;
    this.position = newline < 0 ? this.text.length : newline + 1;
    const end = stop > start && this.text.charCodeAt(stop - 1) === 13 ? stop - 1 : stop;
    return { start, end };
  }
}
