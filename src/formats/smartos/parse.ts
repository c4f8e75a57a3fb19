import type { Element, ParsedFile, Workload } from '../../model/element.ts';
import { ElementBuilder } from '../builder.ts';
import { fieldsOf, type JsonNode, member, readJson } from '../json/tree.ts';
import { walkJson } from '../json/walk.ts';
import { parsedFile } from '../parsed-file.ts';

/** Lists whose `add_`, `update_` and `remove_` forms of `vmadm update` mean the same as the list. */
const LISTS = /^(?:add|update)_(?=(?:nics|disks|filesystems)$)/;

/**
 * Reads a vmadm manifest, or a list of them; each is a workload. Never throws.
 * Facets: `brand`, `hvm` (`true` for kvm and bhyve), and the scalars of the disk, NIC or file system a property stands in.
 */
export function parseVmadm(text: string): ParsedFile {
  const root = readJson(text);
  const manifests = root?.kind === 'array' ? root.items : root ? [root] : [];
  const elements: Element[] = [];
  const workloads: Workload[] = [];
  for (const manifest of manifests) {
    if (manifest.kind !== 'object') continue;
    const out = new ElementBuilder(workloads.length);
    const brand = member(manifest, 'brand')?.value ?? '';
    const facets = { brand, hvm: String(brand === 'kvm' || brand === 'bhyve') };
    walkJson(out, text, renamed(manifest), '', (_, node) => fieldsOf(node));
    for (const element of out.elements) elements.push({ ...element, facets: { ...facets, ...element.facets } });
    const name = ['alias', 'hostname', 'uuid'].map((key) => member(manifest, key)?.value).find(Boolean) ?? (brand || 'VM');
    workloads.push({ name, range: manifest.range });
  }
  return parsedFile(elements, workloads, ({ path }) => path === 'brand');
}

function renamed(manifest: JsonNode): JsonNode {
  return { ...manifest, members: manifest.members.map((each) => ({ ...each, key: each.key.replace(LISTS, '') })) };
}
