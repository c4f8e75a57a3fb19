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
  const root = configOf(readJson(text));
  if (root?.kind !== 'object') return parsedFile([], []);
  const firecracker = member(root, 'payload') === undefined;
  const out = new ElementBuilder(0);
  walkJson(out, text, root, firecracker ? 'firecracker' : 'ch', facetsOf);
  const name = firecracker ? 'microVM' : nameOf(root);
  // A list without items describes no device.
  const elements = out.elements.filter(({ facets }) => !facets.empty);
  return parsedFile(elements, [{ name, range: root.range }], ({ path }) => path === 'firecracker/boot-source' || path === 'ch/payload');
}

/** A memory zone is mapped privately unless it says so itself, whatever the memory around it says. */
function facetsOf(path: string, node: JsonNode): Readonly<Record<string, string>> {
  return path.startsWith('ch/memory/zones/') ? { shared: 'false', ...fieldsOf(node) } : fieldsOf(node);
}

/** `ch-remote info` puts Cloud Hypervisor's configuration below `config`. */
function configOf(root: JsonNode | undefined): JsonNode | undefined {
  const inner = member(root, 'config');
  return member(inner, 'payload') ? inner : root;
}

function nameOf(root: JsonNode): string {
  const platform = member(root, 'platform');
  return member(platform, 'system_uuid')?.value || member(platform, 'uuid')?.value || 'VM';
}
