/** A column of a comparison: a technology by its id, or a workload of a file by its name, as it is or with one value changed. */
export type ColumnRef = string | WorkloadRef;

export interface WorkloadRef {
  readonly uri: string;
  readonly workload: string;
  /** Another value for the element of this path that comes as the `turn`-th, from 0; without a value, the element is left out. */
  readonly change?: { readonly path: string; readonly turn: number; readonly value?: string };
}

/** What the panel may show. Persisted as the page's state, so every field is data of ours or an URI. */
export type Page =
  | { readonly kind: 'start' | 'guests' | 'lab' | 'environment' }
  | { readonly kind: 'topic'; readonly id: string }
  | { readonly kind: 'compare'; readonly columns: readonly ColumnRef[]; readonly order: 'differences' | 'layers' | 'answers' }
  | { readonly kind: 'map' | 'quiz'; readonly uri: string }
  /** How many instances the reader chose, and the numbers they changed; null is one they emptied. */
  | { readonly kind: 'scale'; readonly n?: number; readonly values?: Readonly<Record<string, number | null>> }
  /** With an id, at that term, question or figure. */
  | { readonly kind: 'glossary' | 'questions' | 'figures'; readonly id?: string };

export interface PanelState {
  readonly v: 1;
  readonly page: Page;
  readonly scroll: number;
  /** The opened reasons, by what the page calls their place. */
  readonly open: readonly string[];
}

/** From the extension to the page. `html` is ours, with everything of the user's escaped. */
export type ToPage = { readonly type: 'show'; readonly page: Page; readonly html: string; readonly lang: string; readonly fresh: boolean };

/** From the page to the extension. */
export type FromPage =
  | { readonly type: 'ready' }
  | { readonly type: 'open'; readonly page: Page }
  | { readonly type: 'pick'; readonly columns: readonly ColumnRef[] }
  | { readonly type: 'export' }
  /** The lab's virtual machine. */
  | { readonly type: 'lab'; readonly action: 'start' | 'stop' | 'cancel' | 'all' }
  /** With what the reader expects `uname -r` to print in it. */
  | { readonly type: 'lab'; readonly action: 'rung'; readonly rung: string; readonly guess?: 'host' | 'other' }
  /** Many of a rung at once, which may take so many MiB together. */
  | { readonly type: 'lab'; readonly action: 'density'; readonly rung: string; readonly budget: number }
  | { readonly type: 'lab'; readonly action: 'send'; readonly command: string }
  | { readonly type: 'reveal'; readonly start: number; readonly end: number; readonly column: number }
  | { readonly type: 'read'; readonly topic: string }
  /** All questions of a topic answered, so many of them right at the first guess. */
  | { readonly type: 'answered'; readonly topic: string; readonly right: number; readonly of: number };

export function isPage(value: unknown): value is Page {
  if (!isObject(value)) return false;
  switch (value.kind) {
    case 'start':
    case 'guests':
    case 'lab':
    case 'environment':
      return true;
    case 'glossary':
    case 'questions':
    case 'figures':
      return value.id === undefined || isId(value.id);
    case 'scale':
      return isScale(value);
    case 'topic':
      return isId(value.id);
    case 'compare':
      return isColumns(value.columns) && ['differences', 'layers', 'answers'].some((order) => order === value.order);
    case 'map':
    case 'quiz':
      return typeof value.uri === 'string';
    default:
      return false;
  }
}

export function isPanelState(value: unknown): value is PanelState {
  return (
    isObject(value) &&
    value.v === 1 &&
    isPage(value.page) &&
    typeof value.scroll === 'number' &&
    Array.isArray(value.open) &&
    value.open.every((place) => typeof place === 'string')
  );
}

export function isFromPage(value: unknown): value is FromPage {
  if (!isObject(value)) return false;
  switch (value.type) {
    case 'ready':
      return true;
    case 'open':
      return isPage(value.page);
    case 'pick':
      return isColumns(value.columns);
    case 'export':
      return true;
    case 'lab':
      return isLabAction(value);
    case 'reveal':
      return Number.isInteger(value.start) && Number.isInteger(value.end) && Number.isInteger(value.column);
    case 'read':
      return isId(value.topic);
    case 'answered':
      return isId(value.topic) && isCount(value.of) && isCount(value.right) && value.right <= value.of;
    default:
      return false;
  }
}

export function isToPage(value: unknown): value is ToPage {
  return (
    isObject(value) &&
    value.type === 'show' &&
    isPage(value.page) &&
    typeof value.html === 'string' &&
    typeof value.lang === 'string' &&
    typeof value.fresh === 'boolean'
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 100;
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z0-9-]{1,60}$/.test(value);
}

function isScale({ n, values }: Record<string, unknown>): boolean {
  if (n !== undefined && !(Number.isInteger(n) && Number(n) >= 1 && Number(n) <= 1000)) return false;
  if (values === undefined) return true;
  const entries = isObject(values) ? Object.entries(values) : undefined;
  return entries?.every(([key, value]) => isId(key) && (value === null || (typeof value === 'number' && value >= 0 && value < Infinity))) ?? false;
}

function isColumns(value: unknown): value is ColumnRef[] {
  const isColumn = (each: unknown) =>
    isId(each) || (isObject(each) && typeof each.uri === 'string' && typeof each.workload === 'string' && (each.change === undefined || isChange(each.change)));
  return Array.isArray(value) && value.length >= 1 && value.length <= 4 && value.every(isColumn);
}

function isChange(value: unknown): boolean {
  if (!isObject(value)) return false;
  const given = value.value;
  return typeof value.path === 'string' && Number.isInteger(value.turn) && (given === undefined || (typeof given === 'string' && given.length <= 1_000));
}

function isLabAction({ action, command, rung, guess, budget }: Record<string, unknown>): boolean {
  switch (action) {
    case 'send':
      return typeof command === 'string' && command.length <= 79;
    case 'rung':
      return isId(rung) && (guess === undefined || guess === 'host' || guess === 'other');
    case 'density':
      return isId(rung) && Number.isInteger(budget) && Number(budget) >= 64 && Number(budget) <= 2 ** 20;
    default:
      return ['start', 'stop', 'cancel', 'all'].some((each) => each === action);
  }
}
