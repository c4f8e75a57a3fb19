import type { Core } from '../model/knowledge.ts';
import type { IsolationMap, MapRow } from '../model/note.ts';
import { boundaryOf } from './cell.ts';
import { escapeHtml, textToHtml } from './escape.ts';
import { type QuizQuestion, quizHtml } from './quiz.ts';
import { oneLine } from './text.ts';

/** Questions on one page, and options of a question. */
const ASKED = 8;
const OPTIONS = 4;

/** The quiz page of a file: what its own lines make of the layers. The file's words are text, whatever they hold. */
export function renderFileQuiz(fileName: string, maps: readonly IsolationMap[], core: Core): string {
  const word = (key: string) => escapeHtml(core.words[key] ?? key);
  const questions = fileQuestions(maps, core);
  const heading = `<h1 tabindex="-1">${word('fileQuiz')}: <code>${escapeHtml(oneLine(fileName))}</code></h1>`;
  const map = `<p><a href="#map" data-action="map">${word('openMap')}</a></p>`;
  return `${heading}${questions.length ? quizHtml(questions, textToHtml, core, 0) : `<p>${word('fileQuizEmpty')}</p>`}${map}`;
}

/** One question for each line that decides a layer, what the file is for first; the same answer is asked for once. */
export function fileQuestions(maps: readonly IsolationMap[], core: Core): QuizQuestion[] {
  const asked = new Set<string>();
  const rows = [...maps].sort((a, b) => Number(b.final) - Number(a.final)).flatMap((map) => map.rows.map((row) => ({ map, row })));
  return rows
    .filter(({ row }) => {
      const id = deciding(row)?.note.id;
      return id !== undefined && !asked.has(id) && asked.add(id);
    })
    .slice(0, ASKED)
    .map(({ map, row }, index) => question(map, row, index, core));
}

/** The line that sets the layer's answer. */
function deciding({ decidedBy, reasons }: MapRow): MapRow['reasons'][number] | undefined {
  return decidedBy === 'file' ? reasons.findLast(({ note }) => note.map === 'sets') : undefined;
}

function question(map: IsolationMap, row: MapRow, index: number, core: Core): QuizQuestion {
  const word = (key: string, ...values: readonly string[]) => (core.words[key] ?? key).replace(/\{(\d)\}/g, (_, place) => values[Number(place)] ?? '');
  const element = deciding(row)?.element;
  const name = element && (/^\d+$/.test(element.name) ? element.value : `${element.name} ${element.value}`);
  const layer = core.layers.find(({ id }) => id === row.layer)?.name ?? row.layer;
  const right = boundaryOf(core, row.cell.boundary);
  // Which others, and in which order, differs from question to question, and not from one look to the next.
  const others = core.boundaries.filter(({ id }) => id !== right.id);
  const turned = others.map((_, at) => others[(at * 3 + index * 2) % others.length]).filter((each) => each !== undefined);
  const wrong = [...new Set([...turned.filter((each) => each.class !== right.class), ...turned])].slice(0, OPTIONS - 1);
  const options = wrong.map((each) => ({ right: false, text: each.name, why: word('wouldMean', each.name, each.meaning) }));
  options.splice(index % OPTIONS, 0, { right: true, text: right.name, why: row.cell.note });
  return { asks: word('fileQuizAsks', code(name ?? ''), code(map.workload), layer), options };
}

/** The file's own words as code; a backtick in them would end it. */
function code(text: string): string {
  return `\`${oneLine(text.replaceAll('`', "'"), 60)}\``;
}
