import type { Statement } from './statements.ts';
import { plain } from './values.ts';

/** Brands of which the zone is only the shell around a machine with a kernel of its own. */
const MACHINES = new Set(['bhyve', 'kvm', 'emu', 'solaris-kz']);

/**
 * What every setting of a zone may ask of the zone: its name, its brand (also as a template gives it), whether it is a
 * `machine`, an `lx` or an ordinary `zone`, whether its IP stack is `exclusive` or `shared`, as far as the file tells, and
 * which kind of disk and card its attributes `diskif` and `netif` name (virtio unless they do).
 */
export function zoneFacets(text: string, statements: readonly Statement[]): Readonly<Record<string, string>> {
  const last = (name: string) => {
    const found = statements.findLast(({ command, resource, property }) => command === 'set' && resource === '' && property === name);
    return found && (found.value ?? plain(text, found.valueRange).value);
  };
  const written = last('brand');
  const brand = written ?? templateBrand(text, statements) ?? '';
  const kind = MACHINES.has(brand) ? 'machine' : brand === 'lx' ? 'lx' : 'zone';
  const ip = last('ip-type') ?? inferredIp(statements, kind);
  const name = last('zonename') ?? last('zonepath')?.replace(/\/+$/, '').split('/').at(-1);
  const machine =
    kind === 'machine' ? { diskif: attributeOf(text, statements, 'diskif') ?? 'virtio', netif: attributeOf(text, statements, 'netif') ?? 'virtio' } : undefined;
  return { brand, kind, ip, ...machine, branded: written === undefined ? 'no' : 'yes', ...(name !== undefined && /^[\w.-]+$/.test(name) && { zone: name }) };
}

/** The value of `add attr; set name=…; set value=…`. */
function attributeOf(text: string, statements: readonly Statement[], name: string): string | undefined {
  const written = (statement: Statement) => statement.value ?? plain(text, statement.valueRange).value;
  const named = statements.find((each) => each.resource === 'attr' && each.property === 'name' && written(each) === name);
  const value = named && statements.find((each) => each.block === named.block && each.property === 'value');
  return value && written(value);
}

function templateBrand(text: string, statements: readonly Statement[]): string | undefined {
  const create = statements.find(({ command }) => command === 'create');
  const [, prefix, name] = create ? (/-t[ \t]+"?(SYS|SUNW)?([\w-]+)/.exec(text.slice(create.valueRange.start, create.valueRange.end)) ?? []) : [];
  // OmniOS calls its template `bhyve` (bhyve(7)), illumos `SYSbhyve`.
  if (name === 'bhyve') return name;
  if (prefix === undefined) return undefined;
  if (name?.startsWith('solaris-kz')) return 'solaris-kz';
  return name === 'solaris10' || name === 'solaris8' || name === 'solaris9' || name === 'lx' ? name : undefined;
}

/** A shared-IP zone must be given addresses, an exclusive-IP zone cannot; only the latter has an anet, and lx, bhyve and kvm are nothing else. */
function inferredIp(statements: readonly Statement[], kind: string): string {
  if (kind !== 'zone' || statements.some(({ resource }) => resource === 'anet')) return 'exclusive';
  return statements.some(({ resource, property }) => resource === 'net' && property === 'address') ? 'shared' : '';
}
