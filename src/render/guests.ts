import type { Guests } from '../model/knowledge.ts';
import { FAMILIES, GUEST_ANSWERS, GUEST_QUESTIONS, type GuestAnswer } from '../model/vocabulary.ts';
import { type Lookups, sourceLinks } from './cell.ts';
import { escapeHtml, textToHtml } from './escape.ts';

/** A shape for each answer: never colour alone. */
const GLYPHS: Readonly<Record<GuestAnswer, string>> = { yes: '●', limited: '◐', translated: '⇄', no: '○' };

/** The matrix of guest systems: what can run inside each technology, family by family, each answer opening to its reason. */
export function renderGuests(technologies: readonly Guests[], look: Lookups): string {
  const word = (key: string) => escapeHtml(look.core.words[key] ?? key);
  const sign = (answer: GuestAnswer) =>
    `<span class="sign answer-${answer}"><span class="glyph" aria-hidden="true">${GLYPHS[answer]}</span> ${word(`answer.${answer}`)}</span>`;
  const row = ({ id, name, runs }: Guests) => {
    const cells = GUEST_QUESTIONS.map((key) => {
      const { answer, why, sources } = runs[key];
      return `<td><details class="cell answer-${answer}"><summary>${sign(answer)}</summary><div class="reason"><p>${textToHtml(why)}</p><p class="cited">${word('source')}: ${sourceLinks(sources, look)}</p></div></details></td>`;
    });
    return `<tr><th scope="row"><a href="#compare" data-compare="${escapeHtml(id)}">${escapeHtml(name)}</a></th>${cells.join('')}</tr>`;
  };
  const groups = FAMILIES.map((family) => [family, technologies.filter((each) => each.family === family)] as const)
    .filter(([, members]) => members.length)
    .map(
      ([family, members]) =>
        `<tbody><tr class="group"><th colspan="${GUEST_QUESTIONS.length + 1}" scope="rowgroup">${word(`family.${family}`)}</th></tr>${members.map(row).join('')}</tbody>`,
    );
  return (
    `<h1 tabindex="-1">${word('guests')}</h1><p class="lead">${word('guestsIntro')}</p>` +
    `<dl class="legend">${GUEST_ANSWERS.map((answer) => `<dt>${sign(answer)}</dt><dd>${word(`answer.${answer}.means`)}</dd>`).join('')}</dl>` +
    `<div class="toolbar"><button type="button" id="reasons" data-action="reasons" aria-pressed="false">${word('allReasons')}</button></div>` +
    `<div class="scroll" tabindex="0" role="region" aria-label="${word('guests')}"><table class="matrix"><thead><tr><th scope="col">${word('technology')}</th>` +
    `${GUEST_QUESTIONS.map((key) => `<th scope="col">${word(`runs.${key}`)}</th>`).join('')}</tr></thead>${groups.join('')}</table></div>`
  );
}
