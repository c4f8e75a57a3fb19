import type { Element, ParsedFile } from '../../model/element.ts';
import { ElementBuilder } from '../builder.ts';
import { fieldsOf, type JsonNode, member, readJson } from '../json/tree.ts';
import { walkJson } from '../json/walk.ts';
import { parsedFile } from '../parsed-file.ts';

/** The namespaces nearly every container has; one that is not asked for is the runtime's own. */
const NAMESPACES = ['pid', 'network', 'mount', 'ipc', 'uts'] as const;

/**
 * Reads an OCI runtime configuration. Never throws. Facets: the scalars of the object a key stands in (a mount's `type`
 * and `options`, a namespace's `path`), and on everything `user_ns`. For each usual namespace that is not asked for
 * there is an element `linux/namespaces/absent` with the facet `type`; the first is hovered at the key `namespaces`.
 */
export function parseOci(text: string): ParsedFile {
  const root = readJson(text);
  if (root?.kind !== 'object') return parsedFile([], []);
  const out = new ElementBuilder(0);
  const namespaces = member(member(root, 'linux'), 'namespaces');
  const asked = new Set((namespaces?.items ?? []).map((item) => member(item, 'type')?.value));
  walkJson(out, text, root, '', (path, node) => ({ ...fieldsOf(node), ...(path === 'windows' && { hyperv: String(member(node, 'hyperv') !== undefined) }) }));
  const facets: Readonly<Record<string, string>> = { user_ns: String(asked.has('user')) };
  const missing = namespaces?.kind === 'array' ? NAMESPACES.filter((type) => !asked.has(type)) : [];
  const elements = out.elements.flatMap((written): Element[] => {
    const element = { ...written, facets: { ...facets, ...written.facets } };
    if (element.path !== 'linux/namespaces' || missing.length === 0) return [element];
    const nowhere = { start: element.hoverRange.end, end: element.hoverRange.end };
    const absent = missing.map(
      (type, index): Element => ({
        ...element,
        path: 'linux/namespaces/absent',
        name: `no ${type}`,
        value: '',
        hoverRange: index === 0 ? element.hoverRange : nowhere,
        facets: { ...facets, type },
      }),
    );
    return [{ ...element, hoverRange: nowhere }, ...absent];
  });
  return parsedFile(elements, [{ name: nameOf(root), range: root.range }], ({ path }) => /^(?:windows\/hyperv|windows|solaris|freebsd|vm)$/.test(path));
}

function nameOf(root: JsonNode): string {
  const [program] = member(member(root, 'process'), 'args')?.items ?? [];
  return member(root, 'hostname')?.value || program?.value || 'container';
}
