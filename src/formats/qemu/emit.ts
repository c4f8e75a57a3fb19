import type { Element, Range } from '../../model/element.ts';
import type { ElementBuilder } from '../builder.ts';
import { KIND_KEYS } from './options.ts';
import type { Piece } from './pieces.ts';

export type Facets = Readonly<Record<string, string>>;

/** A group of settings: a section of a `-readconfig` file, or one option of a command line. */
export interface Group {
  readonly group: string;
  readonly pieces: readonly Piece[];
  /** The section's header or the option's word; without one, the first piece stands for it. */
  readonly header?: Range;
  /** What holds for the whole machine: `accelerator`, `arch`, … */
  readonly facets: Facets;
}

/** No notes ask for more siblings than these. */
const MAX_SIBLINGS = 64;

/** Groups that are another spelling of one. */
const SAME: Readonly<Record<string, string>> = { nic: 'netdev', net: 'netdev', virtfs: 'fsdev', audio: 'audiodev' };
/** In these, QEMU takes `_` for `-`. */
const DASHED = new Set(['machine', 'accel', 'cpu', 'object', 'overcommit', 'run-with']);
/** What QEMU takes where nothing is said, as far as notes ask for it. */
const DEFAULTS: Readonly<Record<string, Facets>> = {
  drive: { if: 'default', media: 'disk', format: 'probed', snapshot: 'off' },
  object: { share: 'default' },
  'smp-opts': { cpus: 'computed' },
};
/** Of `vhost-user-device` the last word is no bus. */
const TRANSPORT = /^(?!vhost-(?:user|vdpa)(?:-test)?-device$)((?:virtio|vhost)-[\w-]+?)-(pci(?:-(?:non-)?transitional)?|ccw|device)$/;

/** Adds a group's elements: its header, what it is, and each of its settings. */
export function emit(builder: ElementBuilder, { group, pieces, header, facets }: Group): void {
  const kindKey = KIND_KEYS[group];
  const kindPiece = kindKey === undefined ? undefined : pieces.find(({ key }) => key === kindKey);
  const kind = kindPiece && kindOf(group, kindPiece.value);
  const base = group === 'net' && kind?.name === 'nic' ? 'net' : (SAME[group] ?? group);
  const own = { ...DEFAULTS[base], ...siblingsOf(pieces, group), ...kind?.facets, ...facets };
  const value = kindPiece?.value ?? pieces[0]?.value ?? '';
  let parent: Element | undefined;
  if (header) parent = builder.add({ path: base, name: group, value, range: header, facets: own });
  for (const piece of pieces) {
    const { path, name = piece.key, text = piece.value } = placeOf(base, piece, piece === kindPiece, kind?.name);
    const { range, nameRange, valueRange, hoverRange } = piece;
    const extra = parent ? {} : { facets: own };
    const element = builder.add({ path, name, value: text, range, nameRange, valueRange, hoverRange, ...extra }, parent);
    parent ??= element;
  }
}

interface Place {
  readonly path: string;
  readonly name?: string;
  readonly text?: string;
}

/** The path of a setting; some belong to another group: `-machine accel=kvm`, `-nic model=e1000`. */
function placeOf(base: string, { key, value }: Piece, isKind: boolean, kind: string | undefined): Place {
  const name = key.replaceAll('/', '_') || 'unnamed';
  const dashed = DASHED.has(base) ? name.replaceAll('_', '-') : name;
  if (base === 'machine' && dashed === 'accel') return { path: 'accel/accel' };
  if (base === 'machine' && dashed === 'kernel-irqchip') return { path: 'accel/kernel-irqchip' };
  if (base === 'cpu') return { path: cpuPath(dashed) };
  if ((base === 'netdev' || base === 'net') && name === 'model') return { path: `device/${driverOf(value).name}` };
  if ((base === 'netdev' || base === 'net') && /^mac(?:addr)?$/.test(name)) return { path: 'device/nic/mac' };
  if (!KIND_KEYS[base]) return { path: `${base}/${dashed}` };
  if (isKind) return { path: `${base}/${kind ?? 'unknown'}` };
  return { path: `${base}/${kind ?? 'default'}/${dashed}` };
}

function cpuPath(name: string): string {
  if (name === 'model') return 'cpu/model';
  const hyperv = /^hv-?(.*)$/.exec(name);
  return hyperv ? `cpu/hv/${hyperv[1] || 'unknown'}` : `cpu/feature/${name}`;
}

interface Kind {
  readonly name: string;
  readonly facets: Facets;
}

function kindOf(group: string, value: string): Kind {
  const clean = value.replaceAll('/', '_') || 'unknown';
  if (group === 'device') return driverOf(clean);
  // `-display vnc=:1`
  if (group === 'display') return { name: clean.split('=')[0] || 'unknown', facets: { kind: value } };
  return { name: clean, facets: { kind: value } };
}

/** A device's driver apart from the bus it sits on: `virtio-net-pci` is `virtio-net`. Facets: `kind`, `transport`. */
export function driverOf(driver: string): Kind {
  const clean = driver.replaceAll('/', '_') || 'unknown';
  const match = TRANSPORT.exec(clean);
  if (match) return { name: match[1] ?? clean, facets: { kind: driver, transport: (match[2] ?? '').split('-')[0] ?? '' } };
  if (/-(?:x86_64|i386|arm|riscv|s390x|spapr|powerpc)-?cpu(?:-core)?$/.test(clean)) return { name: 'cpu', facets: { kind: driver } };
  return { name: clean, facets: { kind: driver } };
}

function siblingsOf(pieces: readonly Piece[], group: string): Facets {
  const facets: Record<string, string> = {};
  for (const { key, value } of pieces.slice(0, MAX_SIBLINGS)) facets[DASHED.has(group) ? key.replaceAll('_', '-') : key] = value;
  return facets;
}
