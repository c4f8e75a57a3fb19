import type { Element, ParsedFile } from '../model/element.ts';
import type { Technology } from '../model/knowledge.ts';
import type { IsolationMap, MapRow, Note } from '../model/note.ts';
import { type BoundaryId, LAYERS, type LayerId } from '../model/vocabulary.ts';
import type { Annotator } from './annotate.ts';

/** A workload has one answer to every layer but these, of which it may have several: disks, network cards, devices. */
const SEVERAL = new Set<LayerId>(['storage', 'nic', 'devices']);
/** The weakest boundary first: the answer for several devices is that of the one nearest the host. */
const WEAKEST: readonly BoundaryId[] = [
  'shared',
  'metered',
  'restricted',
  'layered',
  'passthrough',
  'isolated',
  'translated',
  'assisted',
  'paravirtual',
  'emulated',
  'own',
  'absent',
];

type Reason = { readonly element: Element; readonly note: Note };

/**
 * The technology of a workload: what a note on one of its elements says it is, else its base's, else the format's.
 * @param workload its index; one that does not exist is of the format's technology
 * @returns undefined when nothing says what it is: there is no map to draw then
 */
export function technologyOf(file: ParsedFile, annotator: Annotator, workload: number, fallback: string | undefined): string | undefined {
  for (let at: number | undefined = workload; at !== undefined; at = file.workloads[at]?.base) {
    for (const element of file.decisive(at)) {
      const technology = annotator.technologyOf(element);
      if (technology) return technology;
    }
  }
  return fallback;
}

/** For each workload the technology's own cells with the file's notes applied, those of its base first. */
export function isolationMaps(file: ParsedFile, annotator: Annotator, technologies: readonly Technology[], fallback: string | undefined): IsolationMap[] {
  const byId = new Map(technologies.map((technology) => [technology.id, technology]));
  const names = file.workloads.map((_, index) => technologyOf(file, annotator, index, fallback));
  const own: Reason[][] = file.workloads.map(() => []);
  for (const element of file.elements()) {
    const { note } = annotator.annotate(element, names[element.workload] ?? fallback);
    if (note?.scope === 'image' && note.map) own[element.workload]?.push({ element, note });
  }
  const reasons: Reason[][] = [];
  return file.workloads.flatMap((workload, index) => {
    const all = [...(workload.base === undefined ? [] : (reasons[workload.base] ?? [])), ...(own[index] ?? [])];
    reasons[index] = all;
    const technology = byId.get(names[index] ?? '');
    if (!technology) return [];
    return [
      {
        workload: workload.name,
        final: workload.final === true,
        technology: technology.id,
        range: workload.range,
        rows: LAYERS.map((layer) => rowOf(layer, technology, all)),
      },
    ];
  });
}

function rowOf(layer: LayerId, technology: Technology, all: readonly Reason[]): MapRow {
  const cell = technology.cells[layer];
  const about = all.filter((reason) => reason.note.layer === layer);
  const setting = decidingOf(about, layer);
  const deciding = setting.toSorted((a, b) => rank(a) - rank(b))[0];
  return {
    layer,
    cell: deciding ? { ...cell, boundary: deciding.note.boundary, mechanism: '', note: deciding.note.text, sources: deciding.note.sources } : cell,
    decidedBy: deciding ? 'file' : cell.setBy.length ? 'start' : 'technology',
    // What a later line has overridden is no reason any more.
    reasons: once(about.filter((reason) => setting.includes(reason) || reason.note.map === 'adds')),
  };
}

/** The lines that hold: the last one that sets the layer, and those that answer the same question for other devices. */
function decidingOf(about: readonly Reason[], layer: LayerId): Reason[] {
  const sets = about.filter((reason) => reason.note.map === 'sets');
  const last = sets.at(-1);
  if (!last || !SEVERAL.has(layer)) return last ? [last] : [];
  const [question] = last.note.id.split('#');
  const isSame = (a: Element, b: Element) => a.path === b.path && a.parent?.range.start === b.parent?.range.start;
  return sets.filter(
    (reason, index) => reason.note.id.split('#')[0] === question && !sets.slice(index + 1).some((later) => isSame(later.element, reason.element)),
  );
}

function rank({ note }: Reason): number {
  return WEAKEST.indexOf(note.boundary);
}

/** The attributes of one element may each answer the same; the map says it once. */
function once(reasons: readonly Reason[]): Reason[] {
  const said = new Map<Element | undefined, Set<string>>();
  return reasons.filter(({ element: { parent }, note }) => {
    const texts = said.get(parent) ?? new Set();
    said.set(parent, texts);
    const key = `${note.id} ${note.text}`;
    return !texts.has(key) && texts.add(key);
  });
}
