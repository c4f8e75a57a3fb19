import { describe, expect, test } from 'vitest';
import { isPage } from '../../src/protocol/messages.ts';
import { renderGuests } from '../../src/render/guests.ts';
import { renderTopic } from '../../src/render/topic.ts';
import { renderFigures } from '../../src/render/figures.ts';
import { GUEST_QUESTIONS, LOCALES, MORE_PAGES } from '../../src/model/vocabulary.ts';
import { knowledge } from '../support/knowledge.ts';

describe.each(LOCALES)('the pages beside the learning path, in %s', (locale) => {
  test('each is a page of its own, with a name', async () => {
    const { words } = await knowledge(locale).core();
    for (const kind of MORE_PAGES) {
      expect(isPage({ kind })).toBe(true);
      expect(words[kind], kind).toBeTruthy();
    }
  });

  test('every figure shows its numbers, year, hardware, caveat and source', async () => {
    const library = knowledge(locale);
    const [core, { figures, sources }] = await Promise.all([library.core(), library.figures()]);
    const html = renderFigures(figures, figures[1]?.id, { core, sources });
    expect(html.match(/data-goal/g)).toHaveLength(1);
    expect(html.match(/class="measured"/g)).toHaveLength(figures.length);
    for (const { rows, sources: cited } of figures) {
      for (const { value } of rows) expect(html).toContain(`<span>${value}`);
      for (const id of cited) expect(html).toContain(sources[id]?.url);
    }
    expect(html.match(/class="caveat"/g)).toHaveLength(figures.length);
  });

  test('the matrix answers every question for every technology, in words, with reason and source', async () => {
    const library = knowledge(locale);
    const [core, { technologies, sources }] = await Promise.all([library.core(), library.guests()]);
    const html = renderGuests(technologies, { core, sources });
    expect(technologies.map(({ id }) => id)).toEqual(core.technologies.map(({ id }) => id));
    expect(html.match(/<details class="cell answer-/g)).toHaveLength(technologies.length * GUEST_QUESTIONS.length);
    for (const { id, runs } of technologies) {
      expect(html).toContain(`data-compare="${id}"`);
      for (const { answer, sources: cited } of Object.values(runs)) {
        expect(core.words[`answer.${answer}`]).toBeTruthy();
        for (const source of cited) expect(sources[source], source).toBeDefined();
      }
    }
  });

  test('what shares a kernel boots no other, in both the matrix and the cells', async () => {
    const library = knowledge(locale);
    const [{ technologies }, guests] = await Promise.all([library.technologies(), library.guests()]);
    const answer = (id: string) => guests.technologies.find((each) => each.id === id)?.runs.kernel.answer;
    const shares = technologies.filter(({ cells }) => ['shared', 'restricted', 'metered', 'translated'].includes(cells.kernel.boundary));
    expect(shares.filter(({ id }) => answer(id) !== 'no').map(({ id }) => id)).toEqual([]);
  });

  test('a topic shows the same figure, and cites its sources', async () => {
    const library = knowledge(locale);
    const core = await library.core();
    const topic = await library.topic('start-up-time');
    const entry = core.groups.flatMap(({ topics }) => topics).find(({ id }) => id === 'start-up-time');
    if (!entry) throw new Error('there is such a topic');
    const html = renderTopic(topic.title, topic.body, entry, [], [], { core, sources: topic.sources }, topic.figures);
    const [figure] = topic.figures;
    expect(html).toContain(`<span>${figure?.rows[0]?.value}`);
    expect(html).not.toContain('{{');
    for (const { sources } of topic.figures) for (const id of sources) expect(html).toContain(`<li id="source-${id}">`);
  });
});

test('what stands in a figure stays text', async () => {
  const core = await knowledge().core();
  const hostile = '<script>';
  const figure = { id: 'x', title: hostile, unit: hostile, year: hostile, hardware: hostile, measured: hostile, caveat: hostile, sources: [] };
  const html = renderFigures([{ ...figure, rows: [{ label: hostile, value: 1, remark: hostile }] }], undefined, { core, sources: {} });
  expect(html).not.toContain('<script');
});
