import type { Guests } from '../model/knowledge.ts';
import { GUEST_QUESTIONS, type Locale } from '../model/vocabulary.ts';
import type { RawTechnology } from './raw.ts';

/** What each technology can run, in one language, for the matrix of guest systems. */
export function localizeGuests({ id, name, family, runs }: RawTechnology, locale: Locale): Guests {
  const answer = (key: (typeof GUEST_QUESTIONS)[number]) => {
    const { answer, why, source } = runs[key];
    return [key, { answer, why: why[locale], sources: typeof source === 'string' ? [source] : source }] as const;
  };
  return { id, name: name[locale], family, runs: Object.fromEntries(GUEST_QUESTIONS.map(answer)) as Guests['runs'] };
}
