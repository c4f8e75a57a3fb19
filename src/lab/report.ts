/** What the teaching kernel says of itself and of its machine: the lines of `src/guest/README.md`. */

/** A line that the kernel wrote for programs. */
export type Fact =
  | { readonly type: 'kernel'; readonly name: string; readonly release: string; readonly machine: string; readonly boot: string }
  | Cpu
  | MemoryRange
  | PciDevice
  | { readonly type: 'clock'; readonly time: string }
  | Loop
  | { readonly type: 'timer'; readonly ticks: number; readonly hz: number }
  | { readonly type: 'ready' }
  | { readonly type: 'poweroff'; readonly ticks: number }
  | { readonly type: 'panic'; readonly vector: number };

export interface Cpu {
  readonly type: 'cpu';
  readonly vendor: string;
  /** Empty where the processor gives none. */
  readonly brand: string;
  readonly version: number;
  readonly hypervisor: boolean;
  /** CPUID leaf 0x40000000; empty where there is none. */
  readonly signature: string;
  readonly ring: number;
}

export interface MemoryRange {
  readonly type: 'memory';
  readonly base: number;
  readonly length: number;
  readonly usable: boolean;
}

export interface PciDevice {
  readonly type: 'pci';
  /** `bus:slot.function` */
  readonly at: string;
  readonly vendor: number;
  readonly device: number;
  /** Class, subclass and programming interface, as 24 bits. */
  readonly class: number;
}

export interface Loop {
  readonly type: 'loop';
  readonly what: 'compute' | 'port';
  readonly rounds: number;
  readonly microseconds: number;
}

export type Line = { readonly kind: 'fact'; readonly fact: Fact } | { readonly kind: 'text'; readonly text: string };

/** The report as one value; what a guest has not said is missing or empty. */
export interface Report {
  readonly kernel: Extract<Fact, { type: 'kernel' }> | undefined;
  readonly cpu: Cpu | undefined;
  readonly memory: readonly MemoryRange[];
  readonly pci: readonly PciDevice[];
  readonly clock: string | undefined;
  readonly loops: readonly Loop[];
  readonly timer: Extract<Fact, { type: 'timer' }> | undefined;
}

type Field = 'string' | 'number' | 'boolean' | 'hex';

const FIELDS: { readonly [T in Fact['type']]: Readonly<Record<Exclude<keyof Extract<Fact, { type: T }>, 'type'>, Field>> } = {
  kernel: { name: 'string', release: 'string', machine: 'string', boot: 'string' },
  cpu: { vendor: 'string', brand: 'string', version: 'hex', hypervisor: 'boolean', signature: 'string', ring: 'number' },
  memory: { base: 'hex', length: 'hex', usable: 'boolean' },
  pci: { at: 'string', vendor: 'hex', device: 'hex', class: 'hex' },
  clock: { time: 'string' },
  loop: { what: 'string', rounds: 'number', microseconds: 'number' },
  timer: { ticks: 'number', hz: 'number' },
  ready: {},
  poweroff: { ticks: 'number' },
  panic: { vector: 'number' },
};

/** Reads one line of the console. Never throws: what is no fact of ours is text, to be shown escaped. */
export function readLine(line: string): Line {
  const fact = line.startsWith('{') ? readFact(line) : undefined;
  return fact ? { kind: 'fact', fact } : { kind: 'text', text: line };
}

function readFact(line: string): Fact | undefined {
  let given: unknown;
  try {
    given = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof given !== 'object' || given === null) return undefined;
  const raw = given as Readonly<Record<string, unknown>>;
  const { type } = raw;
  if (typeof type !== 'string' || !Object.hasOwn(FIELDS, type)) return undefined;
  const fact: Record<string, unknown> = { type };
  for (const [name, field] of Object.entries(FIELDS[type as Fact['type']])) {
    fact[name] = readField(Object.hasOwn(raw, name) ? raw[name] : undefined, field as Field);
    if (fact[name] === undefined) return undefined;
  }
  if (type === 'loop' && (!['compute', 'port'].includes(String(fact.what)) || fact.microseconds === 0)) return undefined;
  return fact as unknown as Fact;
}

function readField(value: unknown, field: Field): unknown {
  if (field === 'hex') {
    const number = typeof value === 'string' && /^0x[0-9a-f]{1,16}$/.test(value) ? Number(value) : Number.NaN;
    return Number.isSafeInteger(number) ? number : undefined;
  }
  if (typeof value !== field) return undefined;
  return field === 'number' && (!Number.isSafeInteger(value) || (value as number) < 0) ? undefined : value;
}

/** Puts facts together; of what there is one of, the last counts. */
export function summarize(facts: readonly Fact[]): Report {
  const of = <T extends Fact['type']>(type: T) => facts.filter((fact): fact is Extract<Fact, { type: T }> => fact.type === type);
  return {
    kernel: of('kernel').at(-1),
    cpu: of('cpu').at(-1),
    memory: of('memory'),
    pci: of('pci'),
    clock: of('clock').at(-1)?.time,
    loops: of('loop'),
    timer: of('timer').at(-1),
  };
}
