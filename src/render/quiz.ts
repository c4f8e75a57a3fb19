import type { Core } from '../model/knowledge.ts';
import { escapeHtml } from './escape.ts';

/** A question with its options and the reason of each. */
export interface QuizQuestion {
  readonly asks: string;
  readonly options: readonly { readonly right: boolean; readonly text: string; readonly why: string }[];
}

/**
 * Questions to decide first and open then. The page counts first guesses and says the score.
 * @param inline turns a question's texts into HTML
 * @param first the number of questions that stand before these on the page
 */
export function quizHtml(questions: readonly QuizQuestion[], inline: (text: string) => string, core: Core, first: number): string {
  const word = (key: string) => escapeHtml(core.words[key] ?? key);
  const items = questions.map(({ asks, options }, index) => {
    const id = `question-${first + index}`;
    const choices = options.map(
      ({ right, text, why }) =>
        `<li><details class="option" data-question="${first + index}" data-right="${right}"><summary>${inline(text)}</summary><p><strong class="${right ? 'right' : 'wrong'}">${word(right ? 'right' : 'wrong')}</strong> ${inline(why)}</p></details></li>`,
    );
    return `<li><p id="${id}">${inline(asks)}</p><ul class="options" aria-labelledby="${id}">${choices.join('')}</ul></li>`;
  });
  return (
    `<section class="quiz"><h2>${word('quiz')}</h2><p class="hint">${word('quizHint')}</p><ol start="${first + 1}">${items.join('')}</ol>` +
    `<p class="score" role="status" data-score="${word('quizScore')}"></p></section>`
  );
}
