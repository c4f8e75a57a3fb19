import type { Case, Cell, Core, LabGuest, Layer, NotesFile, Question, Source, Technology, Term, TopicEntry } from '../model/knowledge.ts';
import { separate } from '../model/localized.ts';
import { LAYERS, LOCALES, type Locale } from '../model/vocabulary.ts';
import { localizeEnvironment } from './environment.ts';
import { localizeFigure, localizeScale } from './figures.ts';
import { localizeGuests } from './guests.ts';
import { labSources, localizeLab } from './lab.ts';
import { links } from './page-links.ts';
import { list, toMatch } from './pattern.ts';
import type { RawCase, RawCell, RawGuest, RawKnowledge, RawNote, RawTechnology, Text } from './raw.ts';

/**
 * The compiled files by name. Small ones are one locale's whole (`core.en.json`); of the large ones all locales share
 * what is no text (`notes.xl.json`), and each has its texts apart (`notes.xl.en.json`).
 */
export function emitKnowledge(raw: RawKnowledge): Map<string, string> {
  const out = new Map<string, string>();
  const cited = citing(raw);
  const put = (name: string, valueIn: (locale: Locale) => unknown) => {
    const { shared, texts } = separate(LOCALES.map(valueIn));
    out.set(`${name}.json`, JSON.stringify(shared));
    for (const [index, locale] of LOCALES.entries()) out.set(`${name}.${locale}.json`, JSON.stringify(texts[index]));
  };
  const technologies = raw.technologies.map((file) => file.value).sort((a, b) => a.order - b.order);

  const titlesIn = (locale: Locale) => (id: string) => raw.pages.get(`${id}.${locale}`)?.title ?? id;

  for (const locale of LOCALES) {
    const putWhole = (name: string, value: unknown) => out.set(`${name}.${locale}.json`, JSON.stringify(value));
    const title = titlesIn(locale);

    const core: Core = {
      layers: raw.layers.value.map((layer): Layer => ({ ...layer, name: layer.name[locale], asks: layer.asks[locale] })),
      boundaries: raw.boundaries.value.map((boundary) => ({ ...boundary, name: boundary.name[locale], meaning: boundary.meaning[locale] })),
      parties: Object.fromEntries(raw.parties.value.map((party) => [party.id, party.name[locale]])),
      groups: raw.topics.value.map((group) => ({
        id: group.group,
        name: group.name[locale],
        topics: group.topics.map((topic): TopicEntry => ({ ...topic, title: title(topic.id) })),
      })),
      technologies: technologies.map(({ id, name, family, against }) => ({ id, name: name[locale], family, against })),
      words: Object.fromEntries(Object.entries(raw.words.value).map(([key, text]) => [key, text[locale]])),
    };
    putWhole('core', core);

    putWhole(
      'glossary',
      raw.glossary.value.map((term): Term => ({ id: term.id, term: term.term[locale], meaning: term.meaning[locale] })),
    );

    const questions = raw.questions.value.map((each): Question => ({ ...each, question: each.question[locale], answer: each.answer[locale] }));
    putWhole('questions', { questions, sources: cited(questions.flatMap(({ sources }) => sources)) });

    const figures = raw.figures.value.map((figure) => localizeFigure(figure, locale));
    putWhole('figures', { figures, sources: cited(figures.flatMap(({ sources }) => sources)) });

    const scale = localizeScale(raw.scale.value, locale);
    putWhole('scale', {
      ...scale,
      sources: cited([...scale.measures.flatMap(({ coefficients }) => coefficients), ...scale.omits].flatMap(({ sources }) => sources)),
    });
    const guest = localizeGuest(raw.guest.value, locale);
    const said = [...guest.devices, ...guest.signatures].flatMap(({ sources }) => sources);
    putWhole('lab-guest', { ...guest, sources: cited([...said, ...guest.classSources]) } satisfies LabGuest);

    for (const topic of raw.topics.value.flatMap((group) => group.topics)) {
      const page = raw.pages.get(`${topic.id}.${locale}`);
      const named = (wanted: string) => links(page?.text ?? '').flatMap(({ kind, id }) => (kind === wanted ? [id] : []));
      const shown = figures.filter(({ id }) => named('figure').includes(id));
      putWhole(`topic.${topic.id}`, {
        title: title(topic.id),
        body: page?.body ?? '',
        figures: shown,
        sources: cited([...named('source'), ...shown.flatMap((figure) => figure.sources)]),
      });
    }
  }

  put('guests', (locale) => {
    const guests = technologies.map((technology) => localizeGuests(technology, locale));
    return { technologies: guests, sources: cited(guests.flatMap(({ runs }) => Object.values(runs)).flatMap(({ sources }) => sources)) };
  });
  put('technologies', (locale) => {
    const localized = technologies.map((technology) => localizeTechnology(technology, locale));
    return { technologies: localized, sources: cited(localized.flatMap((each) => [...each.sources, ...LAYERS.flatMap((layer) => each.cells[layer].sources)])) };
  });
  put('environment', (locale) => {
    const localized = localizeEnvironment(raw.environment.value, locale);
    return { ...localized, sources: cited([...localized.layers, ...localized.facts, ...localized.rules].flatMap((each) => each.sources)) };
  });
  put('lab', (locale) => ({ ...localizeLab(raw.lab, locale), sources: cited(labSources(raw.lab)) }));
  out.set('lab-recorded.json', JSON.stringify(raw.lab.recorded.value));
  for (const format of new Set(raw.notes.map((file) => file.format))) {
    const files = raw.notes.filter((file) => file.format === format).map((file) => file.value);
    put(`notes.${format}`, (locale): NotesFile => {
      const notes = files
        .flatMap((file) => file.notes ?? [])
        .map((note) => ({ paths: list(note.path), cases: note.cases.map((each) => localizeCase(note, each, locale)) }));
      const cases = notes.flatMap((note) => note.cases);
      return {
        format,
        notes,
        neutral: files.flatMap((file) => file.neutral ?? []),
        sources: cited(cases.flatMap((each) => each.sources)),
        topics: Object.fromEntries(cases.flatMap((each) => (each.topic ? [[each.topic, titlesIn(locale)(each.topic)]] : []))),
      };
    });
  }
  return out;
}

/** Finds the sources that are cited, each once. */
function citing(raw: RawKnowledge): (ids: Iterable<string>) => Record<string, Source> {
  const sources = new Map(raw.sources.flatMap((file) => file.value).map((source) => [source.id, source]));
  return (ids) => Object.fromEntries([...new Set(ids)].flatMap((id) => sources.get(id) ?? []).map((source) => [source.id, source]));
}

function localizeTechnology(raw: RawTechnology, locale: Locale): Technology {
  const { id, family, since, files, sources, oneKernel } = raw;
  const cell = (each: RawCell): Cell => ({
    boundary: each.boundary,
    mechanism: typeof each.mechanism === 'string' ? each.mechanism : each.mechanism[locale],
    note: each.note[locale],
    sources: list(each.source),
    setBy: each.setBy ?? [],
  });
  return {
    id,
    family,
    since,
    files,
    sources,
    ...(oneKernel && { oneKernel }),
    name: raw.name[locale],
    summary: raw.summary[locale],
    host: raw.host[locale],
    guests: raw.guests[locale],
    uname: raw.uname[locale],
    status: raw.status[locale],
    cells: Object.fromEntries(LAYERS.map((layer) => [layer, cell(raw.cells[layer])])) as Technology['cells'],
  };
}

function localizeGuest({ devices, classes, classSources, signatures }: RawGuest, locale: Locale): Omit<LabGuest, 'sources'> {
  const said = <T extends { name: Text; text: Text }>(each: T) => ({ ...each, name: each.name[locale], text: each.text[locale].trim() });
  return {
    devices: devices.map(said),
    classes: classes.map(({ code, name }) => ({ code, name: name[locale] })),
    classSources,
    signatures: signatures.map(said),
  };
}

function localizeCase(note: RawNote, raw: RawCase, locale: Locale): Case {
  const inherit = <K extends 'layer' | 'scope' | 'with' | 'topic' | 'check'>(key: K) => raw[key] ?? note[key];
  const vm: Text | undefined = raw.vm ?? note.vm;
  const optional = {
    with: inherit('with'),
    topic: inherit('topic'),
    check: inherit('check'),
    vm: vm?.[locale].trim(),
    map: raw.map,
    technology: raw.technology,
  };
  return {
    id: `${note.id}#${raw.id}`,
    when: Object.entries(raw.when ?? {}).map(([key, any]) => ({ key, any: list(any).map(toMatch) })),
    layer: raw.layer ?? note.layer,
    scope: raw.scope ?? note.scope,
    boundary: raw.boundary,
    text: raw.text[locale].trim(),
    sources: raw.sources ?? note.sources,
    ...(Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) as Partial<Case>),
  };
}
