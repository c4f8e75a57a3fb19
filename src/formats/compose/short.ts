/** Short forms of Compose as the facets their long forms have. Notes ask for these and need not know how it was written. */
export type Facets = Readonly<Record<string, string>>;

/** A text longer than this is no mount, port or device. */
const MAX_LENGTH = 2_000;

/** Splits at colons, but not in `${NAME:-default}`, `[::1]` or after a Windows drive letter. */
export function splitColons(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < Math.min(text.length, MAX_LENGTH); i++) {
    const character = text[i];
    if (character === '{' || character === '[') depth++;
    else if ((character === '}' || character === ']') && depth > 0) depth--;
    else if (
      character === ':' &&
      depth === 0 &&
      !(i === start + 1 && /^[A-Za-z]:[\\/]/.test(text.slice(start, i + 2)) && /[A-Za-z]:\\|^[A-Za-z]:\//.test(text))
    ) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

/** `[SOURCE:]TARGET[:MODE]`. */
export function mountFacets(text: string): Facets {
  const parts = splitColons(text);
  const [first = '', second, third = ''] = parts;
  if (second === undefined) return { kind: 'anonymous', target: first, ro: 'false' };
  const modes = third.split(',');
  return {
    kind: kindOfSource(first),
    source: first,
    target: second,
    mode: third,
    ro: String(modes.includes('ro')),
    ...(modes.find((mode) => /^(?:r?shared|r?slave)$/.test(mode)) && { propagation: modes.find((mode) => /^(?:r?shared|r?slave)$/.test(mode)) ?? '' }),
  };
}

/** The facets of a long-form mount, named as in the short form. */
export function longMountFacets(fields: Facets): Facets {
  const { type = '', source = '', read_only = '' } = fields;
  const kind = type === 'volume' && !source ? 'anonymous' : type || (source ? kindOfSource(source) : 'anonymous');
  return { ...fields, kind, ro: String(/^(?:true|yes|on)$/i.test(read_only)) };
}

/** A variable with a path after it, or one that always holds a path: a volume's name has no slash. */
const PATH_IN_VARIABLE = /^\$(?:\{[^}]*\}|\([^)]*\)|\w+)\/|^\$(?:\{?(?:PWD|HOME)\}?|\(pwd\))$/;

function kindOfSource(source: string): string {
  if (/^\\\\[.?]\\pipe|^\/\/[.?]\/pipe/i.test(source)) return 'npipe';
  if (/^(?:[./~]|[A-Za-z]:[\\/]|\\\\)/.test(source)) return 'bind';
  if (PATH_IN_VARIABLE.test(source)) return 'bind';
  return source.startsWith('$') ? 'variable' : 'volume';
}

/** `[[IP:]PUBLISHED:]TARGET[/PROTOCOL]`. */
export function portFacets(text: string): Facets {
  const [address = '', protocol = 'tcp'] = text.slice(0, MAX_LENGTH).split(/\/(?=[a-z]+$)/i);
  const parts = splitColons(address);
  const target = parts.pop() ?? '';
  const published = parts.pop() ?? '';
  return { target, published, host_ip: parts.join(':').replace(/^\[|\]$/g, ''), protocol, mode: '' };
}

/** `SOURCE[:TARGET[:PERMISSIONS]]`; a CDI name such as `vendor.com/gpu=all` is kept whole. */
export function deviceFacets(text: string): Facets {
  if (/^[\w.-]+\/[\w.-]+=/.test(text)) return { source: text, target: '', permissions: '' };
  const [source = '', target = '', permissions = ''] = splitColons(text);
  return { source, target, permissions };
}
