import type { ParsedFile } from '../../model/element.ts';
import { ElementBuilder } from '../builder.ts';
import { fieldsOf, type JsonNode, member, readJson } from '../json/tree.ts';
import { walkJson } from '../json/walk.ts';
import { parsedFile } from '../parsed-file.ts';

/**
 * Reads Firecracker's configuration (paths below `firecracker/`) or Cloud Hypervisor's (below `ch/`). Never throws.
 * Facets: the scalars of the object a key stands in, so that a note on `path_on_host` knows `is_read_only`.
 */
export function parseMicrovm(text: string): ParsedFile {
  const root = readJson(text);
  if (root?.kind !== 'object') return parsedFile([], []);
  const firecracker = member(root, 'payload') === undefined;
  const out = new ElementBuilder(0);
  walkJson(out, text, root, firecracker ? 'firecracker' : 'ch', (_, node) => fieldsOf(node));
  const name = firecracker ? 'microVM' : nameOf(root);
  return parsedFile(out.elements, [{ name, range: root.range }], ({ path }) => path === 'firecracker/boot-source' || path === 'ch/payload');
}

function nameOf(root: JsonNode): string {
  const platform = member(root, 'platform');
  return member(platform, 'system_uuid')?.value || member(platform, 'uuid')?.value || 'VM';
}
