import type { Element, Range } from '../../model/element.ts';
import type { ElementBuilder } from '../builder.ts';
import { volumeFacets } from './facets.ts';

type Facets = Readonly<Record<string, string>>;

/** More items on one line than these are not looked at. */
const MAX_ITEMS = 256;

/** Adds the words of a list, `lxc.cap.drop = sys_module sys_time`, each with a hover of its own. */
export function addWords(builder: ElementBuilder, parent: Element, text: string, facetsOf: (word: string) => Facets): void {
  let count = 0;
  for (const match of text.slice(parent.valueRange.start, parent.valueRange.end).matchAll(/\S+/g)) {
    if (++count > MAX_ITEMS) return;
    const start = parent.valueRange.start + match.index;
    const range = { start, end: start + match[0].length };
    builder.add({ path: `${parent.path}/item`, name: match[0], value: match[0], range, facets: facetsOf(match[0]) }, parent);
  }
}

/** The option a word without `=` stands for, by the property it is in. */
const DEFAULT_KEY: Readonly<Record<string, string>> = { rootfs: 'volume', mp: 'volume', unused: 'volume', dev: 'path' };

interface Option {
  readonly name: string;
  readonly value: string;
  readonly range: Range;
  readonly nameRange: Range;
  readonly valueRange: Range;
}

/** Reads `local:vm-100-disk-0,size=8G`, a property string of Proxmox VE. */
export function readOptions(property: string, valueRange: Range, text: string): Option[] {
  const options: Option[] = [];
  for (const match of text.slice(valueRange.start, valueRange.end).matchAll(/[^,]+/g)) {
    if (options.length >= MAX_ITEMS) break;
    const word = match[0].trim();
    if (!word) continue;
    const start = valueRange.start + match.index + match[0].indexOf(word);
    const range = { start, end: start + word.length };
    const equals = /^[A-Za-z][\w-]*=/.exec(word)?.[0].length ?? 0;
    const name = equals ? word.slice(0, equals - 1) : DEFAULT_KEY[property];
    if (!name) continue;
    const value = word.slice(equals).trim();
    const values = { start: range.end - value.length, end: range.end };
    options.push({ name, value, range, nameRange: equals ? { start, end: start + equals - 1 } : range, valueRange: values });
  }
  return options;
}

/** Adds the options of a property string below it, each with what its siblings say as facets. */
export function addOptions(builder: ElementBuilder, parent: Element, options: readonly Option[]): void {
  for (const { name, value, range, nameRange, valueRange } of options) {
    builder.add({ path: `${parent.path}/${name}`, name, value, range, nameRange, valueRange, facets: value ? flagOf(value) : EMPTY }, parent);
  }
}

/** What the options of a property say to each other: `opt_<name>`, and whence its volume comes. */
export function optionFacets(options: readonly Option[]): Facets {
  const facets: Record<string, string> = {};
  for (const { name, value } of options) facets[`opt_${name}`] = value;
  const volume = facets.opt_volume;
  return volume === undefined ? facets : { ...facets, ...volumeFacets(volume) };
}

const EMPTY: Facets = { empty: 'true' };
const ON: Facets = { on: 'true' };
const OFF: Facets = { on: 'false' };
/** Nothing to add. */
export const NO_FACETS: Facets = {};
const FLAGS = new Map([
  ...['1', 'yes', 'on', 'true'].map((word): [string, Facets] => [word, ON]),
  ...['0', 'no', 'off', 'false'].map((word): [string, Facets] => [word, OFF]),
]);

/** `on` for the ways Proxmox VE and LXC write a Boolean. */
export function flagOf(value: string): Facets {
  return (value.length < 6 ? FLAGS.get(value.toLowerCase()) : undefined) ?? NO_FACETS;
}
