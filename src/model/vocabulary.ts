/** The ids of the vocabulary. Their names, colours and meanings are data: `src/knowledge/{layers,boundaries,parties}.yaml`. */

export const LAYERS = [
  'application',
  'userland',
  'filesystem',
  'processes',
  'users',
  'ipc',
  'hostname',
  'network',
  'clock',
  'resources',
  'kernel',
  'firmware',
  'cpu',
  'memory',
  'storage',
  'nic',
  'devices',
  'hypervisor',
  'hardware',
] as const;
export type LayerId = (typeof LAYERS)[number];

export const LAYER_GROUPS = ['services', 'kernel', 'machine', 'underneath'] as const;
export type LayerGroup = (typeof LAYER_GROUPS)[number];

export const BOUNDARIES = [
  'shared',
  'metered',
  'restricted',
  'layered',
  'isolated',
  'translated',
  'own',
  'emulated',
  'paravirtual',
  'assisted',
  'passthrough',
  'absent',
] as const;
export type BoundaryId = (typeof BOUNDARIES)[number];

export const ANSWER_CLASSES = ['shared', 'shared+isolated', 'isolated', 'translated', 'virtualized', 'dedicated', 'absent'] as const;
export type AnswerClass = (typeof ANSWER_CLASSES)[number];

export const FAMILIES = ['process', 'os-level', 'translating', 'machine-level'] as const;
export type Family = (typeof FAMILIES)[number];

export const SCOPES = ['build', 'image'] as const;
/** When a note holds: while the image is built, or in everything that runs from it. */
export type Scope = (typeof SCOPES)[number];

export const LOCALES = ['en', 'ja'] as const;
export type Locale = (typeof LOCALES)[number];

/** What the matrix of guest systems asks of each technology. */
export const GUEST_QUESTIONS = ['linux', 'kernel', 'windows', 'unix', 'cpu'] as const;
export type GuestQuestion = (typeof GUEST_QUESTIONS)[number];

export const GUEST_ANSWERS = ['yes', 'limited', 'translated', 'no'] as const;
export type GuestAnswer = (typeof GUEST_ANSWERS)[number];

/** Kinds of pages beside the learning path, in the order the reader meets them. Each kind is the key of its name in `words.yaml`. */
export const MORE_PAGES = ['questions', 'guests', 'figures', 'scale', 'lab', 'environment', 'glossary'] as const;

/** The content language for a display language tag such as `ja` or `en-GB`; English when there is none. */
export function localeOf(tag: string): Locale {
  return LOCALES.find((locale) => tag.toLowerCase().split('-')[0] === locale) ?? 'en';
}
