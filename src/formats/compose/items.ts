import type { Scalar } from 'yaml';
import type { Definitions } from './definitions.ts';
import { deviceFacets, type Facets, longMountFacets, mountFacets, portFacets } from './short.ts';
import { textOf } from '../yaml/tree.ts';

/** Lists that mean maps: `KEY=value` items. */
const KEYED = new Set(['environment', 'sysctls', 'labels', 'annotations', 'args', 'additional_contexts', 'ssh', 'extra_hosts', 'options']);
/** Lists that mean maps: each item is a key without a value. */
const NAMED = new Set(['networks', 'depends_on', 'models']);

/** A list item's place in the path and its value: the key and value of a map in disguise, or its number and text. */
export function itemName(scalar: Scalar, key: string, index: number): readonly [string, string] {
  const text = textOf(scalar);
  if (NAMED.has(key)) return [text, ''];
  const equals = KEYED.has(key) ? text.search(key === 'extra_hosts' ? /[=:]/ : /=/) : -1;
  if (equals > 0) return [text.slice(0, equals), text.slice(equals + 1)];
  return KEYED.has(key) && text ? [text, ''] : [String(index), text];
}

/** The facets of an item in its short form. */
export function shortFacets(path: string, key: string, text: string, definitions: Definitions): Facets {
  if (!/^services\/[^/]+\/[a-z]+$/.test(path)) return {};
  if (key === 'volumes') return withVolume(mountFacets(text), definitions);
  if (key === 'ports') return portFacets(text);
  return key === 'devices' ? deviceFacets(text) : {};
}

/** The facets of an item in its long form, from its fields. */
export function longFacets(path: string, key: string, fields: Facets, definitions: Definitions): Facets {
  if (key === 'volumes' && path.startsWith('services/')) return withVolume(longMountFacets(fields), definitions);
  if (key === 'ports') return { published: '', host_ip: '', ...fields };
  return { ...fields, ...referenceFacets(path, key, fields.source ?? '', definitions) };
}

function withVolume(facets: Facets, definitions: Definitions): Facets {
  return facets.kind === 'volume' ? { ...facets, ...definitions.of('volumes', facets.source ?? '') } : facets;
}

/** What the file says elsewhere of the network, secret or config a service names, or a top-level entry of itself. */
export function referenceFacets(path: string, key: string, text: string, definitions: Definitions): Facets {
  const [root = '', name = '', kind = '', inner] = path.split('/');
  if (kind === 'sysctls' && inner) return { key: inner };
  if (kind === 'ulimits' && inner) return { limit: inner };
  if (root !== 'services') return name === segment(key) && kind === '' ? definitions.of(root, name) : {};
  if (kind === 'networks') return definitions.of(kind, inner ?? '');
  return kind === 'secrets' || kind === 'configs' ? definitions.of(kind, text) : {};
}

/** A name from the file as one segment of a path. */
export function segment(name: string): string {
  return name.slice(0, 200).replaceAll('/', '.');
}
