import type { Core, Figure } from '../model/knowledge.ts';
import { type Bar, barTable } from './bars.ts';
import { type Lookups, sourceLinks } from './cell.ts';
import { escapeHtml, textToHtml } from './escape.ts';

/** The gallery of published measurements, each with what its numbers do not say. @param goal the one to show */
export function renderFigures(figures: readonly Figure[], goal: string | undefined, look: Lookups): string {
  const word = (key: string) => escapeHtml(look.core.words[key] ?? key);
  const sections = figures.map((figure) => {
    const id = `figure-${escapeHtml(figure.id)}`;
    const fact = (key: string, html: string) => `<dt>${word(key)}</dt><dd>${html}</dd>`;
    return (
      `<section class="measured"><h2 id="${id}"${figure.id === goal ? ' data-goal tabindex="-1"' : ''}>${textToHtml(figure.title)}</h2><p>${textToHtml(figure.measured)}</p>` +
      `${barTable(`${word('figure.unit')}: ${escapeHtml(figure.unit)}`, figure.unit, barsOf(figure))}` +
      `<p class="caveat"><strong>${word('figure.caveat')}</strong> ${textToHtml(figure.caveat)}</p>` +
      `<dl class="legend cited">${fact('figure.year', escapeHtml(figure.year))}${fact('figure.hardware', textToHtml(figure.hardware))}${fact('source', sourceLinks(figure.sources, look))}</dl></section>`
    );
  });
  return `<h1 tabindex="-1">${word('figures')}</h1><p class="lead">${word('figuresIntro')}</p>${sections.join('')}`;
}

/** A published measurement inside a topic. @param citations HTML of the references to its sources */
export function figureInTopic(figure: Figure, citations: string, core: Core): string {
  const word = (key: string) => escapeHtml(core.words[key] ?? key);
  const facts = `${word('figure.year')}: ${escapeHtml(figure.year)} · ${word('figure.hardware')}: ${textToHtml(figure.hardware)}`;
  return (
    `${barTable(textToHtml(figure.title), figure.unit, barsOf(figure))}<p class="cited">${textToHtml(figure.measured)} ${facts} ` +
    `<strong>${word('figure.caveat')}</strong> ${textToHtml(figure.caveat)}${citations}</p>`
  );
}

function barsOf(figure: Figure): Bar[] {
  return figure.rows.map(({ label, value, remark }) => ({ label: textToHtml(label), value, remark: textToHtml(remark) }));
}
