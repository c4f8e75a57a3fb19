import type { Coefficient, Figure, Scale } from '../model/knowledge.ts';
import type { Locale } from '../model/vocabulary.ts';
import type { RawCoefficient, RawFigure, RawScale, Text } from './raw.ts';

/** A published measurement in one language. */
export function localizeFigure(raw: RawFigure, locale: Locale): Figure {
  return {
    id: raw.id,
    title: raw.title[locale],
    unit: textIn(raw.unit, locale),
    year: textIn(raw.year, locale),
    hardware: raw.hardware[locale],
    measured: raw.measured[locale],
    caveat: raw.caveat[locale],
    rows: raw.rows.map(({ label, value, remark }) => ({ label: label[locale], value, remark: remark?.[locale] ?? '' })),
    sources: raw.sources,
  };
}

/** The scale explorer's numbers in one language. */
export function localizeScale(raw: RawScale, locale: Locale): Scale {
  return {
    kinds: raw.kinds.map(({ id, name }) => ({ id, name: name[locale] })),
    measures: raw.measures.map(({ id, name, unit, larger, coefficients }) => ({
      id,
      name: name[locale],
      unit: textIn(unit, locale),
      ...(larger && { larger: { unit: textIn(larger.unit, locale), factor: larger.factor } }),
      coefficients: coefficients.map((each) => localizeCoefficient(each, locale)),
    })),
    omits: raw.omits.map(({ text, sources }) => ({ text: text[locale], sources })),
  };
}

function localizeCoefficient(raw: RawCoefficient, locale: Locale): Coefficient {
  const { kind, value, label, year = '', hardware, caveat, missing, sources } = raw;
  const text = (each: Text | undefined) => each?.[locale] ?? '';
  return {
    kind,
    ...(value !== undefined && { value }),
    label: text(label),
    year: textIn(year, locale),
    hardware: text(hardware),
    caveat: text(caveat),
    missing: text(missing),
    sources,
  };
}

/** A text that may be the same in every language. */
export function textIn(text: string | Text, locale: Locale): string {
  return typeof text === 'string' ? text : text[locale];
}
