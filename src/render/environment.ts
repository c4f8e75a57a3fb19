import type { EnvironmentLayer, Explanation, Sign } from '../environment/explain.ts';
import type { World } from '../environment/namespaces.ts';
import type { Source } from '../model/knowledge.ts';
import { type Lookups, sourceLinks } from './cell.ts';
import { escapeHtml, textToHtml } from './escape.ts';
import { oneLine } from './text.ts';

/** Processes of a group that are named. */
const NAMED = 12;

type Word = (key: string) => string;

/**
 * The layers that the editor's own program runs in, the outermost first, each with what was seen and what follows.
 * @param worlds processes by namespace; undefined where there is nothing to read them from. All that was read is text.
 */
export function renderEnvironment(explanation: Explanation, worlds: readonly World[] | undefined, look: Lookups): string {
  const word: Word = (key) => escapeHtml(look.core.words[key] ?? key);
  const { layers, doubts, remarks } = explanation;
  const doubted = doubts.map(
    ({ name, sign, because }) =>
      `<li><strong>${escapeHtml(name)}</strong> ${signHtml(sign, look.sources)}<p>${word('environment.because')}</p>${signHtml(because, look.sources)}</li>`,
  );
  return (
    `<h1 tabindex="-1">${word('environment')}</h1><p class="lead">${word(worlds ? 'environment.intro' : 'environment.introBrowser')}</p>` +
    `<ol class="surroundings">${layers.map((layer) => layerHtml(layer, word, look)).join('')}</ol>` +
    (doubted.length ? `<h2>${word('environment.doubts')}</h2><ul>${doubted.join('')}</ul>` : '') +
    (remarks.length
      ? `<h2>${word('environment.remarks')}</h2><ul>${remarks.map((remark) => `<li>${signHtml(remark, look.sources)}</li>`).join('')}</ul>`
      : '') +
    (worlds?.length ? `<h2>${word('environment.namespaces')}</h2><p>${word('environment.namespacesIntro')}</p>${worldsHtml(worlds, word)}` : '')
  );
}

function layerHtml(layer: EnvironmentLayer, word: Word, look: Lookups): string {
  const { name, kind, confidence, evidence, follows, sources, technology } = layer;
  const against = look.core.technologies.find(({ id }) => id === technology)?.against;
  const compare = technology && against ? ` <a href="#compare" data-compare="${technology},${against}">${word('compare')}</a>` : '';
  const signs = evidence.map((sign) => `<li>${signHtml(sign, look.sources)}</li>`).join('');
  return (
    `<li><h2>${escapeHtml(name)}</h2><p class="hint">${word(`surrounding.${kind}`)} · ${word(`confidence.${confidence}`)}${compare}</p>` +
    `<p><strong>${word('environment.follows')}</strong> ${textToHtml(follows)} <span class="cited">${sourceLinks(sources, look)}</span></p>` +
    (signs ? `<details><summary>${word('environment.evidence')} (${evidence.length})</summary><ul>${signs}</ul></details>` : '') +
    '</li>'
  );
}

function signHtml({ text, seen, sources }: Sign, known: Readonly<Record<string, Source>>): string {
  const values = seen.map(({ signal, value }) => `<li><code>${escapeHtml(signal)}</code> <code>${escapeHtml(oneLine(value, 120))}</code></li>`);
  return `${textToHtml(text)} <span class="cited">${sourceLinks(sources, { sources: known })}</span>${values.length ? `<ul class="lines">${values.join('')}</ul>` : ''}`;
}

function worldsHtml(worlds: readonly World[], word: Word): string {
  const items = worlds.map(({ own, processes, editor, namespaces, inside }) => {
    const same = word(Object.keys(namespaces).length ? 'environment.together' : 'environment.unreadable');
    const what = own.length ? word('environment.own').replace('{0}', () => `<code>${own.map(escapeHtml).join(', ')}</code>`) : same;
    const isEditors = ({ pid }: { readonly pid: number }) => editor.includes(pid);
    // The editor's own are what the reader looks for.
    const first = [...processes.filter(isEditors), ...processes.filter((each) => !isEditors(each))];
    const named = first.slice(0, NAMED).map(({ pid, name }) => {
      const label = `<code>${escapeHtml(oneLine(name, 40))} ${pid}</code>`;
      return editor.includes(pid) ? `<strong>${label} ${word('environment.editor')}</strong>` : label;
    });
    return `<li>${processes.length}: ${what}<br>${named.join(', ')}${processes.length > NAMED ? ', …' : ''}${inside.length ? worldsHtml(inside, word) : ''}</li>`;
  });
  return `<ul>${items.join('')}</ul>`;
}
