import { describe, expect, test } from 'vitest';
import { isolationMaps } from '../../src/annotate/map.ts';
import { Score } from '../../src/page/score.ts';
import { fileQuestions, renderFileQuiz } from '../../src/render/file-quiz.ts';
import { bench, knowledge } from '../support/knowledge.ts';

const { parser, annotator, format, core } = await bench('compose');
const { technologies } = await knowledge().technologies();
const maps = (text: string) => isolationMaps(parser.parse(text), annotator, technologies, format.technology);

describe("questions from the reader's own file", () => {
  const questions = fileQuestions(maps('services:\n  web:\n    image: nginx\n    pid: host\n    network_mode: none\n'), core);
  test('each line that decides a layer is asked about, with its own answer', () => {
    const about = (text: string) => questions.find(({ asks }) => asks.includes(text));
    const right = (text: string) => about(text)?.options.filter((option) => option.right);
    expect(right('`pid host`')?.map(({ text }) => text)).toEqual(['Shared']);
    expect(right('`network_mode none`')?.map(({ text }) => text)).toEqual(['Isolated']);
    expect(right('`pid host`')?.[0]?.why).toContain('PID namespace');
    expect(about('nginx')).toBeUndefined();
  });
  test('the wrong options are other boundaries, each with what it would mean', () => {
    for (const { options } of questions) {
      expect(options).toHaveLength(4);
      expect(new Set(options.map(({ text }) => text)).size).toBe(4);
      for (const { right, text, why } of options) if (!right) expect(why).toContain(`“${text}” would mean`);
    }
  });
  test('the same answer of two services is asked for once', () => {
    expect(fileQuestions(maps('services:\n  a:\n    pid: host\n  b:\n    pid: host\n'), core)).toHaveLength(1);
  });
  test('a file that decides nothing says so, and hostile names stay text', () => {
    const html = renderFileQuiz('<b>.yaml', maps('services:\n  "<script>`x":\n    image: nginx\n'), core);
    expect(html).toContain(core.words.fileQuizEmpty);
    expect(html).not.toMatch(/<b>|<script>/);
    expect(renderFileQuiz('a', maps('services:\n  "<script>`x":\n    pid: host\n'), core)).not.toContain('<script>');
  });
});

describe('the score', () => {
  test('counts first guesses only, and is complete when every question has one', () => {
    const score = new Score(['0', '0', '1']);
    expect(score.complete).toBe(false);
    expect([score.guess('0', false), score.guess('0', true), score.guess('9', true), score.complete]).toEqual([true, false, false, false]);
    expect([score.guess('1', true), score.complete, score.right, score.of]).toEqual([true, true, 1, 2]);
  });
  test('no questions are never complete', () => {
    expect(new Score([]).complete).toBe(false);
  });
});
