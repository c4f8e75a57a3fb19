import type { Element, ParsedFile } from '../../model/element.ts';
import { parsedFile } from '../parsed-file.ts';
import { arrange, type Draft } from './drafts.ts';
import type { ParseRuby } from './prism.ts';
import { Recorder } from './recorder.ts';
import { Source } from './ruby.ts';
import { completeVmx } from './vmx.ts';
import { walk } from './walk.ts';

/** What says of which technology a machine is: the provider, with what it is told to run the machine with as facets. */
const DECISIVE = /^vm\/provider$/;
/** Settings of a provider that decide its technology, as facets of its block. */
const DECIDING = /^provider\/(libvirt|qemu)\/(driver|machine|arch|extra_qemu_args)$/;

/** Reads a Vagrantfile. Never throws; what Ruby cannot parse is left out, a file that is too deep or too long has no elements. */
export function parseVagrantfile(text: string, parseRuby: ParseRuby): ParsedFile {
  const ruby = parseRuby(text);
  const recorder = new Recorder(new Source(text, ruby?.offset ?? ((byte) => byte)));
  if (ruby) walk(ruby.root, recorder);
  decide(recorder.drafts);
  completeVmx(recorder.vmx);
  const { elements, workloads } = arrange(recorder.drafts, recorder.machines);
  return parsedFile(apart(elements), workloads, (element) => DECISIVE.test(element.path));
}

/** Gives a provider's block, as facets, what is set in it and decides its technology: the machine's own, else what all machines have. */
function decide(drafts: readonly Draft[]): void {
  const settings = new Map<string, string>();
  for (const { path, value, machine } of drafts) {
    const [, provider, setting] = DECIDING.exec(path) ?? [];
    const key = `${machine}/${provider}/${setting}`;
    // The first: two are the branches of a condition, and the usual case is written first.
    if (setting && !settings.has(key)) settings.set(key, value);
  }
  if (settings.size === 0) return;
  for (const { path, value, machine, facets } of drafts) {
    if (path !== 'vm/provider') continue;
    for (const setting of ['driver', 'machine', 'arch', 'extra_qemu_args']) {
      const found = settings.get(`${machine}/${value}/${setting}`) ?? settings.get(`0/${value}/${setting}`);
      if (found !== undefined) facets[setting] = found;
    }
  }
}

/** Without those whose hover ranges would lie over another's: broken Ruby may be read as something inside something else. */
function apart(elements: readonly Element[]): Element[] {
  const sorted = [...elements].sort((a, b) => a.hoverRange.start - b.hoverRange.start || b.hoverRange.end - a.hoverRange.end);
  const kept: Element[] = [];
  let end = 0;
  for (const element of sorted) {
    const { hoverRange } = element;
    if (hoverRange.start < end || hoverRange.end <= hoverRange.start) continue;
    kept.push(element);
    end = hoverRange.end;
  }
  return kept;
}
