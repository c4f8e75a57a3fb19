import type { Element, ParsedFile } from '../../model/element.ts';
import { ElementBuilder } from '../builder.ts';
import { fieldsOf, type JsonNode, member, readJson } from '../json/tree.ts';
import { walkJson } from '../json/walk.ts';
import { parsedFile } from '../parsed-file.ts';

/** The namespaces nearly every container has; one that is not asked for is the runtime's own. */
const NAMESPACES = ['pid', 'network', 'mount', 'ipc', 'uts'] as const;

/** Objects that say for which kind of system the file is, the most telling first; it is Linux without one. */
const SYSTEMS = ['vm', 'windows', 'solaris', 'freebsd', 'zos'] as const;

/**
 * Reads an OCI runtime configuration. Never throws. Facets: the scalars of the object a key stands in (a mount's `type`
 * and `options`, a namespace's `path`), `bind` on a mount, and on everything `user_ns`, `ns_network` and `ns_pid` (`new`,
 * `joined`, `absent`), `os` (`linux`, or the object that says otherwise) and `hyperv`. For each usual namespace that is not asked for there is an element
 * `linux/namespaces/absent` with the facet `type`; the first is hovered at the key `namespaces`, or `linux` without it.
 */
export function parseOci(text: string): ParsedFile {
  const root = readJson(text);
  if (root?.kind !== 'object') return parsedFile([], []);
  const out = new ElementBuilder(0);
  const linux = member(root, 'linux');
  const namespaces = member(linux, 'namespaces');
  const asked = new Set((namespaces?.items ?? []).map((item) => member(item, 'type')?.value));
  const stateOf = (type: string): string => {
    const item = namespaces?.items.find((each) => member(each, 'type')?.value === type);
    return !item ? 'absent' : member(item, 'path')?.value ? 'joined' : 'new';
  };
  const os = SYSTEMS.find((name) => member(root, name)?.kind === 'object') ?? 'linux';
  const hyperv = String(member(member(root, 'windows'), 'hyperv') !== undefined);
  const facets = { user_ns: String(asked.has('user')), ns_network: stateOf('network'), ns_pid: stateOf('pid'), os, hyperv };
  const file: Element = new ElementBuilder(0).add({ path: '', name: '', value: '', range: root.range, facets });
  walkJson(out, text, root, '', facetsOf, file);
  const missing = linux?.kind === 'object' && (!namespaces || namespaces.kind === 'array') ? NAMESPACES.filter((type) => !asked.has(type)) : [];
  const place = namespaces ? 'linux/namespaces' : 'linux';
  const elements = out.elements.flatMap((element): Element[] => {
    // A list without items asks for nothing; only without namespaces it says something.
    if (element.path !== place || missing.length === 0) return element.facets.empty ? [] : [element];
    const nowhere = { start: element.hoverRange.end, end: element.hoverRange.end };
    const absent = missing.map(
      (type, index): Element => ({
        ...element,
        path: 'linux/namespaces/absent',
        name: `no ${type}`,
        value: '',
        hoverRange: index === 0 ? element.hoverRange : nowhere,
        facets: { type },
      }),
    );
    return [{ ...element, hoverRange: nowhere }, ...absent];
  });
  return parsedFile(elements, [{ name: nameOf(root), range: root.range }], ({ path }) => /^(?:windows\/hyperv|windows|solaris|freebsd|vm)$/.test(path));
}

function facetsOf(path: string, node: JsonNode): Readonly<Record<string, string>> {
  const fields = fieldsOf(node);
  if (path.startsWith('mounts/') && node.kind === 'object') return { ...fields, bind: String(isBind(fields)) };
  // What is not set means "all", and `a` stands for all types.
  if (path.startsWith('linux/resources/devices/') && !('major' in fields) && !('minor' in fields)) return { type: 'a', ...fields };
  return fields;
}

/** A bind mount is told by its options, its type is a dummy then; a Windows mount has no type and names a directory of the host. */
function isBind({ type, options = '', source = '' }: Readonly<Record<string, string>>): boolean {
  return type === 'bind' || /(?:^|,)r?bind(?:,|$)/.test(options) || (!type && /^[a-z]:[\\/]/i.test(source));
}

function nameOf(root: JsonNode): string {
  const [program] = member(member(root, 'process'), 'args')?.items ?? [];
  return member(root, 'hostname')?.value || program?.value || 'container';
}
