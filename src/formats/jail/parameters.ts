/** Parameters that take disable, new or inherit; without a value they mean new. */
const SYSTEMS = new Set(['host', 'ip4', 'ip6', 'linux', 'sysvmsg', 'sysvsem', 'sysvshm', 'vnet']);

const BOOLEANS = new Set([
  'dying',
  'exec.clean',
  'exec.system_jail_user',
  'ip4.saddrsel',
  'ip6.saddrsel',
  'ip_hostname',
  'mount.devfs',
  'mount.fdescfs',
  'mount.procfs',
  'persist',
]);

/** A parameter as notes address it: its path below `jail`, and what its values mean. */
export interface Parameter {
  readonly path: string;
  /** The value in the notes' spelling: `true`, `false`, `new`, …; undefined when the parameter still lacks one. */
  valueOf(written: string | undefined): string | undefined;
}

/** Resolves `allow.nomount` to `allow.mount`, false, and `meta.owner` to `meta/owner`. */
export function parameterOf(name: string): Parameter {
  const keyed = /^(meta|env)\.(.+)$/s.exec(name);
  if (keyed) return { path: `${keyed[1]}/${oneSegment(keyed[2] ?? '')}`, valueOf: (written) => written ?? '' };
  const negated = negatedName(name);
  const positive = negated ?? name;
  const path = oneSegment(positive);
  if (isBoolean(positive)) return { path, valueOf: (written) => booleanOf(written, negated !== undefined) };
  if (SYSTEMS.has(positive)) return { path, valueOf: (written) => (written === undefined ? (negated ? 'disable' : 'new') : systemOf(written)) };
  return { path, valueOf: (written) => written };
}

function isBoolean(name: string): boolean {
  return BOOLEANS.has(name) || /^allow\../s.test(name);
}

/** The name without its `no`, which stands at its beginning or after its last dot. */
function negatedName(name: string): string | undefined {
  const dot = name.lastIndexOf('.') + 1;
  if (!name.startsWith('no', dot)) return undefined;
  const positive = name.slice(0, dot) + name.slice(dot + 2);
  return isBoolean(positive) || SYSTEMS.has(positive) ? positive : undefined;
}

function booleanOf(written: string | undefined, negated: boolean): string {
  if (written === undefined) return negated ? 'false' : 'true';
  const lower = written.toLowerCase();
  const on = lower === 'true' || (/^[+-]?\d+$/.test(lower) && Number(lower) !== 0);
  if (!on && lower !== 'false' && !/^[+-]?0+$/.test(lower)) return written;
  return on !== negated ? 'true' : 'false';
}

function systemOf(written: string): string {
  return { 0: 'disable', 1: 'new', 2: 'inherit' }[written] ?? written;
}

function oneSegment(name: string): string {
  return name.replaceAll('/', ' ');
}
