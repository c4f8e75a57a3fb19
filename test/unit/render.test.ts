import MarkdownIt from 'markdown-it';
import { describe, expect, test } from 'vitest';
import { noteAt } from '../../src/annotate/annotate.ts';
import { isolationMaps } from '../../src/annotate/map.ts';
import { stackColumn, technologyColumn } from '../../src/render/column.ts';
import { ORDERS, renderComparison } from '../../src/render/comparison.ts';
import { escapeHtml, escapeMarkdown, markdownCode, textToHtml } from '../../src/render/escape.ts';
import { HOVER_COMMANDS, renderHover } from '../../src/render/hover.ts';
import { renderMaps } from '../../src/render/map.ts';
import { stackSvg } from '../../src/render/stack.ts';
import { renderTopic } from '../../src/render/topic.ts';
import { LOCALES } from '../../src/model/vocabulary.ts';
import { bench, knowledge } from '../support/knowledge.ts';

const HOSTILE = '<img src=x onerror=alert(1)> [x](command:evil) `a` **b** $(trash) \u202e &amp;';
const { parser, annotator, core, notes, format } = await bench('dockerfile');
const { technologies, sources } = await knowledge().technologies();
const technology = () => 'docker';

describe('escaping', () => {
  test('no text becomes an icon: the two replacements of VS Code find none', () => {
    const icons = (markdown: string, code: boolean) => {
      // markdownEscapeEscapedIcons, then Markdown, then renderLabelWithIcons on its HTML.
      const guarded = markdown.replace(/\\(\$\([a-z0-9-]+(?:~[a-z]+)?\))/gi, '\\\\$1');
      const html = new MarkdownIt().renderInline(guarded);
      expect(html.includes('<code>')).toBe(code);
      return html.match(/(\\)?\$\(([a-z0-9-]+(?:~[a-z]+)?)\)/gi)?.filter((icon) => !icon.startsWith('\\')) ?? [];
    };
    expect(icons('$(trash)', false)).toEqual(['$(trash)']);
    expect(icons(escapeMarkdown('a $(trash) b'), false)).toEqual([]);
    expect(icons(markdownCode('echo $(nproc)'), true)).toEqual([]);
  });

  test('Markdown shows any text as it is', () => {
    const rendered = new MarkdownIt({ html: true, linkify: true }).renderInline(escapeMarkdown(HOSTILE));
    expect(rendered).not.toMatch(/<(img|a|code|strong)/);
    expect(new MarkdownIt().renderInline(markdownCode('a``b`'))).toBe('<code>a``b`</code>');
  });

  test('HTML shows any text as it is', () => {
    expect(escapeHtml('<a b="c" d=\'e\'>&')).toBe('&#60;a b=&#34;c&#34; d=&#39;e&#39;&#62;&#38;');
    expect(textToHtml('run `a<b` now')).toBe('run <code>a&#60;b</code> now');
    expect(textToHtml('an odd ` backtick')).toBe('an odd ` backtick');
  });
});

describe('hovers', () => {
  const hover = (text: string, offset: number) => {
    const answer = noteAt(parser.parse(text), annotator, offset, technology);
    return answer && renderHover(answer, text.slice(answer.range.start, answer.range.end), 'file:///Dockerfile', core, notes);
  };

  test('the first line names setting, boundary and layer; sources and topic follow', () => {
    const markdown = hover('FROM debian:12', 6) ?? '';
    expect(markdown.split('\n')[0]).toBe('`debian:12` $(home) **Own** · Userland');
    expect(markdown).toContain('command:virtlens.openTopic?');
    expect(markdown).toMatch(/\]\(https:\/\//);
  });

  test('links run only the commands that are trusted, with arguments that decode', () => {
    const markdown = hover('FROM debian:12', 6) ?? '';
    for (const [, command, query] of markdown.matchAll(/\(command:([\w.]+)(?:\?([^)]*))?\)/g)) {
      expect(HOVER_COMMANDS).toContain(command);
      if (query) expect(Array.isArray(JSON.parse(decodeURIComponent(query)))).toBe(true);
    }
  });

  test("a hostile value stays text, and its backticks cannot end the setting's code", () => {
    const text = 'FROM x\nVOLUME ["/<img_src=x>`[a](command:evil)**b**"]';
    const html = new MarkdownIt({ html: true }).render(hover(text, text.indexOf('/<img') + 1) ?? '');
    expect(html).not.toMatch(/<img|<a href="command:evil|<strong>b/);
  });

  test('every note renders with a first line of at most 90 characters in both languages', async () => {
    for (const locale of LOCALES) {
      const local = await bench('dockerfile', locale);
      for (const { cases } of local.notes.notes) {
        for (const each of cases) {
          const { when: _, ...note } = each;
          const element = {
            path: 'x',
            name: 'x',
            value: 'v',
            range: { start: 0, end: 1 },
            nameRange: { start: 0, end: 1 },
            valueRange: { start: 0, end: 1 },
            hoverRange: { start: 0, end: 1 },
            facets: {},
            workload: 0,
          };
          const markdown = renderHover(
            { note: { ...note, class: 'shared', technology: 'docker' }, element, range: element.range },
            'a setting that is longer than there is room for, by a good deal',
            'file:///Dockerfile',
            local.core,
            local.notes,
          );
          const first = (markdown.split('\n')[0] ?? '').replace(/\$\([\w-]+\)|[*`\\]/g, '');
          expect(first.length, each.id).toBeLessThanOrEqual(90);
          expect(markdown, each.id).not.toContain('undefined');
        }
      }
    }
  });
});

describe('pages', () => {
  const [docker, kvm] = ['docker', 'kvm'].map((id) => technologies.find((each) => each.id === id));
  if (!docker || !kvm) throw new Error('docker and kvm are described');
  const both = [docker, kvm].map(technologyColumn);

  test('a comparison has every layer once, and differences come first when asked', () => {
    for (const order of ORDERS) {
      const html = renderComparison(both, order, { core, sources });
      for (const layer of core.layers) expect(html.split(`<th scope="row">${escapeHtml(layer.name)}<`).length - 1, layer.id).toBe(1);
    }
    const sorted = renderComparison(both, 'differences', { core, sources });
    expect(sorted.indexOf(`>${core.words.different}<`)).toBeLessThan(sorted.indexOf('<th scope="row">Kernel'));
    expect(sorted.indexOf('<th scope="row">Kernel')).toBeLessThan(sorted.indexOf(`>${core.words.same}<`));
  });

  test('the stack diagram says in words what it draws', () => {
    const svg = stackSvg([stackColumn(technologyColumn(docker))], core);
    expect(svg).toContain('role="img"');
    expect(svg).toMatch(/<desc>Docker container: .*Kernel (Restricted|Shared)/);
    expect(svg).not.toMatch(/style=|<script/);
  });

  test('every topic renders in both languages without a broken citation, figure or tag', async () => {
    for (const locale of LOCALES) {
      const library = knowledge(locale);
      const local = await library.core();
      const all = await library.technologies();
      for (const entry of local.groups.flatMap((group) => group.topics)) {
        const topic = await library.topic(entry.id);
        const html = renderTopic(topic.title, topic.body, entry, all.technologies, await library.glossary(), {
          core: local,
          sources: { ...all.sources, ...topic.sources },
        });
        expect(html, entry.id).not.toMatch(/\[@|\{\{(stack|table)|undefined|&lt;\/?(br|b|i|p|div|sup|table|span)\b/);
        expect(html.match(/<h1/g), entry.id).toHaveLength(1);
        for (const [, id] of html.matchAll(/href="#source-([\w-]+)"/g)) expect(html, entry.id).toContain(`<li id="source-${id}"`);
      }
    }
  });

  test("a map shows the file's words as text", () => {
    const file = parser.parse('FROM "<script>alert(1)</script>" AS <b>\nUSER 0\nVOLUME /<i>');
    const html = renderMaps('<u>', isolationMaps(file, annotator, technologies, format.technology), { core, sources: { ...sources, ...notes.sources } });
    expect(html).not.toMatch(/<(script|b|i|u)>/);
  });
});
