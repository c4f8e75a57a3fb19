import type { EnvironmentLayer, Explanation } from '../environment/explain.ts';
import { escapeMarkdown } from './escape.ts';

/** What a status bar shows of the surroundings: a few words, all of it on demand, and all of it for a screen reader. */
export interface EnvironmentSummary {
  readonly text: string;
  /** Markdown. */
  readonly tooltip: string;
  readonly label: string;
}

/**
 * The layers a program runs in, the innermost first, in the width of a status bar: the innermost and the outermost that
 * are more than a guess. Where all is a guess, the innermost of these with a question mark; of nothing, a question mark.
 * @param words of the interface, in the reader's language
 */
export function summarizeEnvironment({ layers }: Explanation, words: Readonly<Record<string, string>>): EnvironmentSummary {
  const word = (key: string): string => words[key] ?? key;
  const outward = layers.toReversed();
  const says = ({ kind, confidence }: EnvironmentLayer): string => `${word(`surrounding.${kind}`)}, ${word(`confidence.${confidence}`)}`;
  return {
    text: ends(outward),
    tooltip: [
      `**${escapeMarkdown(word('environment.outward'))}**`,
      outward.map((layer, index) => `${index + 1}. **${escapeMarkdown(layer.name)}** ${escapeMarkdown(`(${says(layer)})`)}`).join('\n'),
      escapeMarkdown(word('environment.read')),
    ].join('\n\n'),
    label: `${word('environment.outward')}: ${outward.map((layer) => `${layer.name} (${says(layer)})`).join('; ')}`,
  };
}

function ends(outward: readonly EnvironmentLayer[]): string {
  const sure = outward.filter(({ confidence }) => confidence !== 'guess').map(({ short }) => short);
  if (sure.length) return [...new Set([sure[0], sure.at(-1)])].join(' ▸ ');
  return `${outward[0]?.short ?? ''}?`;
}
