import { isSeq } from 'yaml';
import { fieldsOf, scalarText } from '../yaml/fields.ts';
import type { Resolver } from '../yaml/resolver.ts';
import { itemsOf, type Node } from '../yaml/tree.ts';
import { shown } from './template.ts';

export type Facets = Readonly<Record<string, string>>;

/** Keys of a pod that change what other keys mean; `pod_` keeps them apart from facets of the keys themselves. */
const TELLING = ['hostNetwork', 'hostPID', 'hostIPC', 'hostUsers', 'shareProcessNamespace', 'runtimeClassName'];
const YES = /^(?:true|yes|on)$/i;

/** Reads values of nested maps, through aliases and merges. */
export class Reader {
  readonly resolver: Resolver;

  constructor(resolver: Resolver) {
    this.resolver = resolver;
  }

  /** The value at a path of keys. */
  at(node: Node, ...keys: readonly string[]): Node {
    return keys.reduce((at: Node, key) => this.resolver.flatten(at).get(key), node);
  }

  text(node: Node, ...keys: readonly string[]): string {
    return scalarText(this.at(node, ...keys), this.resolver) ?? '';
  }

  items(node: Node, ...keys: readonly string[]): readonly Node[] {
    const list = this.resolver.resolve(this.at(node, ...keys));
    return isSeq(list) ? itemsOf(list) : [];
  }
}

/** What the keys of a pod need to know of one another. */
export function podFacets(spec: Node, kind: string, reader: Reader): Facets {
  const fields = fieldsOf(spec, reader.resolver);
  const selected = reader.text(spec, 'nodeSelector', 'kubernetes.io/os') || reader.text(spec, 'nodeSelector', 'beta.kubernetes.io/os');
  const hostProcess = YES.test(reader.text(spec, 'securityContext', 'windowsOptions', 'hostProcess'));
  const windows = hostProcess || /^windows$/i.test(reader.text(spec, 'os', 'name') || selected);
  return {
    ...Object.fromEntries(TELLING.map((key) => [`pod_${key}`, normal(fields[key] ?? '')])),
    pod_kind: kind,
    // What no class decides is Windows' own there: nothing that speaks of a Linux kernel holds.
    pod_runtime: windows && !fields.runtimeClassName ? 'windows' : runtimeOf(fields.runtimeClassName ?? ''),
    pod_os: windows ? 'windows' : 'linux',
    pod_hostProcess: String(hostProcess),
  };
}

function normal(value: string): string {
  if (YES.test(value)) return 'true';
  return /^(?:false|no|off)$/i.test(value) ? 'false' : value;
}

/** Who runs the containers, by the names the runtimes' own documentation gives their classes. */
function runtimeOf(name: string): string {
  if (/gvisor|runsc/i.test(name)) return 'gvisor';
  if (/kata/i.test(name)) return 'kata';
  return name === '' ? '' : 'other';
}

/** What the keys of a container need to know of one another. */
export function containerFacets(node: Node, list: string, reader: Reader): Facets {
  const { name = '', restartPolicy = '' } = fieldsOf(node, reader.resolver);
  const role = list === 'initContainers' ? (restartPolicy === 'Always' ? 'sidecar' : 'init') : list === 'ephemeralContainers' ? 'ephemeral' : 'container';
  const privileged = YES.test(reader.text(node, 'securityContext', 'privileged'));
  const hostProcess = YES.test(reader.text(node, 'securityContext', 'windowsOptions', 'hostProcess'));
  return { container: name, role, c_privileged: String(privileged), ...(hostProcess && { pod_hostProcess: 'true', pod_os: 'windows' }) };
}

/** A volume as the mounts of it need to know it: its type, and where the type has them path, medium, driver and claim. */
export function volumeFacets(volume: Node, reader: Reader): Facets {
  const type = [...reader.resolver.flatten(volume).keys()].find((key) => key !== 'name') ?? 'unknown';
  const fields = fieldsOf(reader.at(volume, type), reader.resolver);
  const own = Object.fromEntries(
    ['path', 'type', 'medium', 'driver', 'claimName', 'server', 'reference'].flatMap((key) =>
      fields[key] === undefined ? [] : [[`vol_${key}`, shown(fields[key])]],
    ),
  );
  return { vol: type, ...own };
}

/** The facets of one item of a list of maps: its own scalars, and what the volume it mounts is. */
export function itemFacets(path: string, node: Node, volumes: ReadonlyMap<string, Facets>, reader: Reader): Facets {
  if (path === 'pod/volumes') return volumeFacets(node, reader);
  const fields = fieldsOf(node, reader.resolver);
  if (path === 'container/volumeMounts' || path === 'container/volumeDevices') {
    return { mount: fields.mountPath ?? '', ro: normal(fields.readOnly ?? ''), ...volumes.get(fields.name ?? '') };
  }
  if (path === 'pod/securityContext/sysctls') return { sysctl: fields.name ?? '' };
  return {};
}
