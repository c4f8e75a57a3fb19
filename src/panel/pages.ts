import { isolationMaps } from '../annotate/map.ts';
import type { Documents } from '../editor/documents.ts';
import type { Library } from '../editor/library.ts';
import type { Core } from '../model/knowledge.ts';
import type { Page } from '../protocol/messages.ts';
import { surroundings, worldsHere } from './surroundings.ts';
import { columnsOf, openDocument } from './columns.ts';
import { EXTENSION_ID } from './links.ts';
import type { LabSession } from './lab-session.ts';
import type { LadderSession } from './ladder-session.ts';
import { renderStart } from '../render/start.ts';

export interface RenderedPage {
  /** What was rendered: the start page when the wanted one does not exist any more. */
  readonly page: Page;
  readonly title: string;
  readonly html: string;
}

/** Renders any page from the knowledge; an unknown topic, technology or file falls back to the start page with a sentence. */
export async function renderPage(page: Page, library: Library, documents: Documents, lab: LabSession, ladder: LadderSession): Promise<RenderedPage> {
  const { knowledge } = library;
  const core = await knowledge.core();
  const start = (sentence?: string): RenderedPage => ({ page: { kind: 'start' }, title: 'VirtLens', html: renderStart(core, sentence) });

  switch (page.kind) {
    case 'start':
      return start();
    case 'glossary': {
      const [{ renderGlossary }, terms] = await Promise.all([import('../render/glossary.ts'), knowledge.glossary()]);
      return { page, title: core.words.glossary ?? '', html: renderGlossary(terms, page.id, core, knowledge.locale) };
    }
    case 'questions': {
      const [{ renderQuestions }, { questions, sources }] = await Promise.all([import('../render/questions.ts'), knowledge.questions()]);
      return { page, title: core.words.questions ?? '', html: renderQuestions(questions, page.id, { core, sources }) };
    }
    case 'figures': {
      const [{ renderFigures }, { figures, sources }] = await Promise.all([import('../render/figures.ts'), knowledge.figures()]);
      return { page, title: core.words.figures ?? '', html: renderFigures(figures, page.id, { core, sources }) };
    }
    case 'lab':
      return { page, title: core.words.lab ?? '', html: await labHtml(core, library, lab, ladder) };
    case 'environment': {
      const [{ renderEnvironment }, { explanation, sources }, worlds] = await Promise.all([
        import('../render/environment.ts'),
        surroundings(library, EXTENSION_ID),
        worldsHere(),
      ]);
      return { page, title: core.words.environment ?? '', html: renderEnvironment(explanation, worlds, { core, sources }) };
    }
    case 'guests': {
      const [{ renderGuests }, { technologies, sources }] = await Promise.all([import('../render/guests.ts'), knowledge.guests()]);
      return { page, title: core.words.guests ?? '', html: renderGuests(technologies, { core, sources }) };
    }
    case 'scale': {
      const [{ renderScale }, { mineOf }, { sources, ...scale }, { rungs }] = await Promise.all([
        import('../render/scale.ts'),
        import('../lab/mine.ts'),
        knowledge.scale(),
        knowledge.lab(),
        ladder.prepare(),
      ]);
      return { page, title: core.words.scale ?? '', html: renderScale(scale, mineOf(ladder.history, rungs), { core, sources }) };
    }
    case 'topic': {
      const entry = core.groups.flatMap((group) => group.topics).find((topic) => topic.id === page.id);
      if (!entry) return start(core.words.notFound);
      // markdown-it is needed for topics only.
      const [{ renderTopic }, topic, { technologies, sources }, terms] = await Promise.all([
        import('../render/topic.ts'),
        knowledge.topic(page.id),
        knowledge.technologies(),
        knowledge.glossary(),
      ]);
      return {
        page,
        title: topic.title.replaceAll('`', ''),
        html: renderTopic(topic.title, topic.body, entry, technologies, terms, { core, sources: { ...sources, ...topic.sources } }, topic.figures),
      };
    }
    case 'compare': {
      const [{ renderComparison }, { columns, refs, sources }] = await Promise.all([
        import('../render/comparison.ts'),
        columnsOf(page.columns, library, documents),
      ]);
      if (columns.length === 0) return start(core.words.notFound);
      const title = columns.map(({ name }) => name).join(' · ');
      return { page: { ...page, columns: refs }, title, html: renderComparison(columns, page.order, { core, sources }) };
    }
    case 'map':
    case 'quiz': {
      const document = await openDocument(page.uri);
      const analysis = document && (await documents.analyse(document));
      if (!document || !analysis) return start(core.words.fileGone);
      const { technologies, sources } = await knowledge.technologies();
      const maps = isolationMaps(analysis.file, analysis.annotator, technologies, analysis.format.technology);
      const name = document.uri.path.split('/').at(-1) ?? '';
      if (page.kind === 'quiz') {
        const { renderFileQuiz } = await import('../render/file-quiz.ts');
        return { page, title: `${core.words.fileQuiz} ${name}`, html: renderFileQuiz(name, maps, core) };
      }
      const { renderMaps } = await import('../render/map.ts');
      return { page, title: `${core.words.map}: ${name}`, html: renderMaps(name, maps, { core, sources: { ...sources, ...analysis.notes.sources } }) };
    }
  }
}

/** The lab: the machine that ships, then the ladder. */
async function labHtml(core: Core, { knowledge }: Library, lab: LabSession, ladder: LadderSession): Promise<string> {
  const [{ renderLab }, { renderLadder }, guest, known, recorded, { technologies, sources }] = await Promise.all([
    import('../render/lab.ts'),
    import('../render/ladder.ts'),
    knowledge.labGuest(),
    knowledge.lab(),
    knowledge.labRecorded(),
    knowledge.technologies(),
    ladder.prepare(),
  ]);
  const rungs = renderLadder(ladder.state, { lab: known, recorded, technologies, figures: await knowledge.figures(), look: { core, sources } });
  return renderLab(lab.state, guest, { core, sources: guest.sources }) + rungs;
}
