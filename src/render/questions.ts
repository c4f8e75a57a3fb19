import type { Core, Question } from '../model/knowledge.ts';
import { type Lookups, sourceLinks } from './cell.ts';
import { escapeHtml, textToHtml } from './escape.ts';

/** The questions people ask, each opening to a short answer. @param open the one to show open */
export function renderQuestions(questions: readonly Question[], open: string | undefined, look: Lookups): string {
  const { core } = look;
  const word = (key: string) => escapeHtml(core.words[key] ?? key);
  const items = questions.map(({ id, question, answer, topic, sources }) => {
    const shown = id === open;
    return (
      `<details class="question" id="question-${escapeHtml(id)}"${shown ? ' open data-goal' : ''}><summary>${textToHtml(question)}</summary><p>${textToHtml(answer)}</p>` +
      `<p class="cited"><a href="#topic-${escapeHtml(topic)}" data-topic="${escapeHtml(topic)}">${textToHtml(titleOf(core, topic))}</a> · ${word('source')}: ${sourceLinks(sources, look)}</p></details>`
    );
  });
  return `<h1 tabindex="-1">${word('questions')}</h1><div class="questions">${items.join('')}</div>`;
}

function titleOf(core: Core, id: string): string {
  return core.groups.flatMap((group) => group.topics).find((topic) => topic.id === id)?.title ?? id;
}
