import { isMap, type YAMLMap } from 'yaml';
import type { Element, ParsedFile, Workload } from '../../model/element.ts';
import { apart } from '../apart.ts';
import { parsedFile } from '../parsed-file.ts';
import { Resolver } from '../yaml/resolver.ts';
import { anchorsOf, documentsOf, type Node, nodeOf, rangeOf } from '../yaml/tree.ts';
import { containerFacets, type Facets, podFacets, Reader, volumeFacets } from './facets.ts';
import { ofKubernetes } from './kinds.ts';
import { NOBODY } from './paths.ts';
import { masked, shown } from './template.ts';
import { type Member, Walker } from './walker.ts';

const DECISIVE = /^pod\/(?:runtimeClassName|os\/name|nodeSelector\/(?:beta\.)?kubernetes\.io\.os|securityContext\/windowsOptions\/hostProcess)$/;
/** Containers in the order in which they are listed: those that only prepare the others first. */
const LISTS = ['initContainers', 'ephemeralContainers', 'containers'];

/** Reads Kubernetes manifests, every document of a file. Never throws; kinds without pods have no elements. */
export function parseKubernetes(text: string): ParsedFile {
  const elements: Element[] = [];
  const workloads: Workload[] = [];
  for (const document of documentsOf(masked(text))) {
    const root = nodeOf(document.contents);
    if (!isMap(root)) continue;
    const reader = new Reader(new Resolver(anchorsOf(root)));
    const walker = new Walker(text, reader);
    if (reader.text(root, 'kind') === 'List') {
      for (const item of reader.items(root, 'items')) readObject(reader.resolver.resolve(item), reader, walker, workloads);
    } else readObject(root, reader, walker, workloads);
    for (const element of walker.elements) elements.push(element);
  }
  return parsedFile(apart(elements), workloads, ({ path }) => DECISIVE.test(path));
}

function readObject(root: Node, reader: Reader, walker: Walker, workloads: Workload[]): void {
  const kind = reader.text(root, 'kind');
  if (!isMap(root) || !ofKubernetes(kind, reader.text(root, 'apiVersion'))) return;
  if (kind === 'RuntimeClass') {
    walker.entries(root, 'runtimeclass', { workload: NOBODY, parent: undefined, depth: 0 });
    return;
  }
  const template = templateOf(root, kind, reader);
  const spec = reader.at(template, 'spec');
  const workload = workloads.length;
  const facets = podFacets(spec, kind, reader);
  const name = shown(reader.text(root, 'metadata', 'name') || reader.text(root, 'metadata', 'generateName'));
  workloads.push({ name: name ? `${kind}/${name}` : kind, range: rangeOf(root) });
  walker.members = membersOf(spec, workload, facets, reader, workloads);
  walker.volumes = new Map([
    ...reader.items(root, 'spec', 'volumeClaimTemplates').map((claim) => [reader.text(claim, 'metadata', 'name'), { vol: 'claimTemplate' }] as const),
    ...reader.items(spec, 'volumes').map((volume) => [reader.text(volume, 'name'), volumeFacets(volume, reader)] as const),
  ]);
  const parent = walker.holder(facets, { workload, parent: undefined });
  walker.entries(root, kind === 'Pod' ? 'bare' : 'object', { workload, parent, depth: 0 });
}

/** The map whose `spec` is the pod's. */
function templateOf(root: YAMLMap, kind: string, reader: Reader): Node {
  if (kind === 'Pod') return root;
  if (kind === 'PodTemplate') return reader.at(root, 'template');
  return kind === 'CronJob' ? reader.at(root, 'spec', 'jobTemplate', 'spec', 'template') : reader.at(root, 'spec', 'template');
}

/** Each container as a workload that starts from what holds for its pod. */
function membersOf(spec: Node, base: number, pod: Facets, reader: Reader, workloads: Workload[]): Map<Node, Member> {
  const members = new Map<Node, Member>();
  for (const list of LISTS) {
    for (const item of reader.items(spec, list)) {
      const node = reader.resolver.resolve(item);
      if (!item || !isMap(node) || members.has(node)) continue;
      const facets = { ...pod, ...containerFacets(node, list, reader) };
      members.set(node, { workload: workloads.length, facets });
      workloads.push({ name: shown(facets.container ?? '') || list, range: rangeOf(item), base });
    }
  }
  return members;
}
