import { isAlias, isMap, isSeq, type YAMLMap } from 'yaml';
import { type Element, facetOf, type ParsedFile, type Workload } from '../../model/element.ts';
import { apart } from '../apart.ts';
import { parsedFile } from '../parsed-file.ts';
import { Definitions } from './definitions.ts';
import { Resolver } from '../yaml/resolver.ts';
import { extendedService, serviceFacets } from './service.ts';
import { anchorsOf, documentsOf, type Entry, entriesOf, itemsOf, MAX_DEPTH, type Node, nodeOf, rangeOf } from '../yaml/tree.ts';
import { Walker } from './walker.ts';

/** Of nobody: what stands in no service. */
const NOBODY = -1;

/** Keys that may decide the technology of a service. */
const DECISIVE = /^services\/[^/]+\/(runtime|isolation|platform|image)$/;

/** Reads a Compose file, every document of it. Never throws; a broken file has fewer elements. */
export function parseCompose(text: string): ParsedFile {
  const elements: Element[] = [];
  const workloads: Workload[] = [];
  for (const document of documentsOf(text)) {
    const root = nodeOf(document.contents);
    if (isMap(root)) readDocument(text, root, elements, workloads);
  }
  return parsedFile(apart(elements), workloads, decides);
}

/** An explicit isolation mode decides; without it an image or a platform may tell Windows from Linux. */
function decides(element: Element): boolean {
  const key = DECISIVE.exec(element.path)?.[1];
  return key !== undefined && (key === 'runtime' || key === 'isolation' || facetOf(element, 'svc_isolation') === undefined);
}

function readDocument(text: string, root: YAMLMap, elements: Element[], workloads: Workload[]): void {
  const resolver = new Resolver(anchorsOf(root));
  const walker = new Walker(text, resolver, new Definitions(root, resolver));
  const top = entriesOf(root);
  for (const entry of top) {
    if (entry.key === 'services' && isMap(entry.value)) readServices(entry, entry.value, walker, resolver, workloads);
    else if (entry.key !== '<<') walker.entry(entry, '', undefined, { workload: NOBODY, depth: 0 });
  }
  // An anchor stands before its uses, and a fragment may use an earlier one: from the last to the first.
  for (const { key, value } of top.toReversed()) if (key.startsWith('x-')) readFragment(value, walker, 0);
  for (const element of walker.elements) elements.push(element);
}

function readServices(entry: Entry, services: YAMLMap, walker: Walker, resolver: Resolver, workloads: Workload[]): void {
  walker.entry({ ...entry, value: undefined }, '', undefined, { workload: NOBODY, depth: 0 });
  const entries = entriesOf(services).filter(({ key }) => key !== '<<' && !key.startsWith('x-'));
  const indexOf = indexed(entries, resolver, workloads);
  for (const each of entriesOf(services)) {
    const workload = indexOf.get(each) ?? NOBODY;
    if (each.key !== '<<') walker.entry(each, 'services', undefined, { workload, depth: 1 }, workload < 0 ? {} : serviceFacets(each.key, each.value, resolver));
  }
}

/** Adds the workloads, a service after the one it extends, else in the order of the file. */
function indexed(entries: readonly Entry[], resolver: Resolver, workloads: Workload[]): Map<Entry, number> {
  const byName = new Map(entries.map((entry) => [entry.key, entry]));
  const indexOf = new Map<Entry, number>();
  for (const entry of entries) {
    const chain: Entry[] = [];
    for (
      let at: Entry | undefined = entry;
      at && !indexOf.has(at) && !chain.includes(at) && chain.length < 16;
      at = byName.get(extendedService(at.value, resolver) ?? '')
    )
      chain.push(at);
    for (const each of chain.toReversed()) {
      const base = indexOf.get(byName.get(extendedService(each.value, resolver) ?? '') ?? each);
      indexOf.set(each, workloads.length);
      const end = each.value ? rangeOf(each.value).end : each.keyRange.end;
      workloads.push({ name: each.key, range: { start: each.keyRange.start, end: Math.max(end, each.keyRange.end) }, ...(base !== undefined && { base }) });
    }
  }
  return indexOf;
}

/** An `x-` block: what of it services use is explained where it stands, as what they use it for. */
function readFragment(node: Node, walker: Walker, depth: number): void {
  if (!node || isAlias(node) || depth > MAX_DEPTH) return;
  const use = node.anchor ? walker.uses.get(node.anchor) : undefined;
  const place = { workload: NOBODY, depth };
  if (use && isMap(node)) walker.entries(node, use.path, use.parent, place);
  else if (use && isSeq(node)) walker.content(node, use.path, use.key, use.parent, place);
  else if (isMap(node)) for (const { value } of entriesOf(node)) readFragment(value, walker, depth + 1);
  else if (isSeq(node)) for (const item of itemsOf(node)) readFragment(item, walker, depth + 1);
}
