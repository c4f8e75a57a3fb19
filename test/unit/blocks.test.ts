import MarkdownIt from 'markdown-it';
import { describe, expect, test } from 'vitest';
import { checkQuizzes } from '../../src/compiler/quizzes.ts';
import { BLOCKS } from '../../src/render/blocks.ts';
import { explainTerms } from '../../src/render/terms.ts';
import { topicMarkdown } from '../../src/render/topic-markdown.ts';
import { knowledge } from '../support/knowledge.ts';

const core = await knowledge().core();
const block = (name: string, content: string) => BLOCKS[name]?.(content, new MarkdownIt({ html: false }), core, 0) ?? '';

describe('a topic as Markdown', () => {
  const titleOf = (id: string) => `T ${id}`;
  const source = { id: 's', title: 'S (1)', publisher: 'P', url: 'https://s.example/', version: '1' };
  const look = { core, sources: { s: source } };
  const markdown = (body: string) => topicMarkdown({ title: 'Title', body, figures: [] }, [], look, titleOf);
  test('citations become numbered links to the list at the end', () => {
    expect(markdown('A claim.[@s] Again.[@s]')).toBe(
      '# Title\n\nA claim.[\\[1\\]](https://s.example/) Again.[\\[1\\]](https://s.example/)\n\n## Sources\n\n1. [S \\(1\\)](https://s.example/), P \\(1\\)\n',
    );
  });
  test('questions keep their answers, flows and timelines become lists, bars a table', () => {
    const text = markdown(
      '```quiz\nWhy?\n+ so => r\n- no => w\n```\n\n```flow\nguest | CPU | traps\n```\n\n```timeline\n1972 | VM/370 | ships\n```\n\n```bars\nT | ms\na | 3 | x\n```\n',
    );
    for (const line of ['1. Why?', '   - so **Right.** r', '1. (guest) **CPU** traps', '- 1972: **VM/370** ships', '| a | 3 | x |'])
      expect(text).toContain(line);
    expect(text).not.toContain('```');
  });
  test('no topic keeps a directive of ours', async () => {
    const library = knowledge();
    const { technologies, sources } = await library.technologies();
    for (const { id } of core.groups.flatMap((group) => group.topics)) {
      const topic = await library.topic(id);
      const text = topicMarkdown(topic, technologies, { core, sources: { ...sources, ...topic.sources } }, titleOf);
      expect(text, id).not.toMatch(/\[@|^\{\{|\]\(topic:|^```(?:quiz|flow|timeline|bars)/m);
    }
  });
});

describe('blocks of topic pages', () => {
  test('a quiz opens each answer to whether it holds and why', () => {
    const html = block(
      'quiz',
      'What does `uname -r` print?\n+ the host => one kernel\n- the image => no kernel in it\n\nAnd in a VM?\n+ the guest => its own\n- the host => no',
    );
    expect(html.match(/<li><p id="question-\d">/g)).toHaveLength(2);
    expect(html).toContain('data-question="0" data-right="true"><summary>the host</summary><p><strong class="right">Right.</strong> one kernel');
    expect(html).toContain('<code>uname -r</code>');
  });

  test('a flow names who acts in words, not by colour alone', () => {
    expect(block('flow', 'guest | program | calls\nhost | kernel | answers')).toMatch(/guest<\/span> <strong>program.*host<\/span> <strong>kernel/s);
  });

  test('bars are a table with their numbers in it', () => {
    const html = block('bars', 'Boot time | ms\na | 100 | x\nb | 50 | y');
    expect(html).toContain('<span>100 ms</span>');
    expect(html).toMatch(/rect width="50.0"/);
  });

  test('what stands in a block stays text', () => {
    for (const name of Object.keys(BLOCKS))
      expect(block(name, '<script> | <b> | <i>\n+ <u> => <s>\n<em> | 1 | <b>'), name).not.toMatch(/<(script|b|i|u|s|em)>/);
  });
});

describe('quizzes are checked', () => {
  test.each([
    ['Q?\n+ a => b\n- c => d\n', []],
    ['Q?\n+ a => b\n', ['3: a question needs a right and a wrong option']],
    ['+ a => b\n- c => d\n', ['3: a question without its text']],
    ['Q?\n+ a\n- c => d\n', ['3: every option needs its reason: "+ option => why"']],
  ])('%j', (quiz, expected) => {
    const found: string[] = [];
    checkQuizzes(`# T\n\`\`\`quiz\n${quiz}\`\`\`\n`, (line, message) => found.push(`${line}: ${message}`));
    expect(found).toEqual(expected);
  });
});

describe('glossary terms in running text', () => {
  const terms = [{ id: 'cgroup', term: 'cgroup (control group)', meaning: 'a budget' }];
  const render = (text: string, title = 'x') => {
    const md = new MarkdownIt({ html: false });
    explainTerms(md, terms, title);
    return md.render(text);
  };
  test('only the first use is explained', () => expect(render('A cgroup, a cgroup.').match(/role="tooltip"/g)).toHaveLength(1));
  test('another spelling counts', () => expect(render('A control group.')).toContain('a budget'));
  test('code, headings and links are left alone', () => expect(render('# cgroup\n`cgroup` [cgroup](https://a.b)')).not.toContain('tooltip'));
  test('the subject of the page needs no explaining', () => expect(render('A cgroup.', 'What a cgroup does')).not.toContain('tooltip'));
  test('a part of a word is no term', () => expect(render('xcgroup cgroup_id')).not.toContain('tooltip'));
  test('a plural is one', () => expect(render('Two cgroups.')).toContain('>cgroups<span'));
});
