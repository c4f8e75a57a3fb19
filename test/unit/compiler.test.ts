import { describe, expect, test } from 'vitest';
import { readKnowledgeFiles } from '../../src/cli/files.ts';
import { compileKnowledge } from '../../src/compiler/compile.ts';

const files = readKnowledgeFiles();
const ENVIRONMENT = 'environment.yaml';
const environment = files.get(ENVIRONMENT) ?? '';
const NOTES = 'notes/dockerfile/extra.yaml';

/** Without most notes and technologies, which are much to read. */
const few = [...files].filter(([file]) => !/^(notes|technologies)\//.test(file));

/** The problems of the knowledge with some files replaced or added, as `file:line: message`. */
function problems(changed: Readonly<Record<string, string>>): string[] {
  const all = new Map([...few, ...Object.entries(changed)]);
  return compileKnowledge(all).problems.map(({ file, line, message }) => `${file}:${line}: ${message}`);
}

const note = (lines: string, texts = '{ en: x, ja: x }') => `notes:
  - id: extra
    path: RUN/sh/extra
    layer: kernel
    scope: build
    sources: [docker-dockerfile]
    cases:
      - id: one
        boundary: shared
        text: ${texts}
${lines}`;

describe('the knowledge compiler', () => {
  test('takes the knowledge as it stands, and emits every file in both languages', () => {
    const { outputs, problems: found } = compileKnowledge(files);
    expect(found).toEqual([]);
    for (const name of outputs.keys()) expect(outputs.has(name.replace('.en.json', '.ja.json'))).toBe(true);
    expect([...outputs.keys()]).toContain('notes.dockerfile.ja.json');
  });

  test.each([
    [
      'an unknown boundary',
      NOTES,
      note('').replace('boundary: shared', 'boundary: open'),
      `${NOTES}:9: notes.0.cases.0.boundary: must be one of shared, metered`,
    ],
    ['an unknown layer', NOTES, note('').replace('layer: kernel', 'layer: sky'), `${NOTES}:4: notes.0.layer: must be one of`],
    ['an unknown topic', NOTES, note('        topic: nothing'), `${NOTES}:11: unknown topic "nothing"`],
    ['an unknown technology', NOTES, note('        technology: nothing'), `${NOTES}:11: unknown technology "nothing"`],
    ['an unknown source', NOTES, note('        sources: [nothing]'), `${NOTES}:11: unknown source "nothing"`],
    ['an unknown party', NOTES, note('        with: nothing'), `${NOTES}:11: unknown party "nothing"`],
    ['an unknown key', NOTES, note('        bound: shared'), `${NOTES}:11: notes.0.cases.0: unknown key "bound"`],
    ['a note without a source', NOTES, note('').replace('    sources: [docker-dockerfile]\n', ''), `${NOTES}:2: notes.0: "sources" is missing`],
    ['a missing language', NOTES, note('', '{ en: x }'), `${NOTES}:10: notes.0.cases.0.text: "ja" is missing`],
    ['a text over its length', NOTES, note('', `{ en: ${'word '.repeat(61)}, ja: x }`), `${NOTES}:10: notes.0.cases.0.text: 61 English words, at most 60`],
    ['a Japanese text over its length', NOTES, note('', `{ en: x, ja: ${'字'.repeat(191)} }`), '191 Japanese characters, at most 190'],
    ['a case that nothing can reach', NOTES, note('      - { id: two, boundary: shared, text: { en: x, ja: x } }'), `${NOTES}:11: case "two" is never reached`],
    ['a pattern that is none', NOTES, note('        when: { value: "/(/" }'), `${NOTES}:11: not a regular expression: /(/`],
    [
      'a path twice',
      NOTES,
      note('').replace('RUN/sh/extra', '[RUN/sh/extra, RUN/sh/other]').concat('\nneutral: [RUN/sh/other]'),
      'dockerfile path "RUN/sh/other" is already defined in notes/dockerfile/extra.yaml:3',
    ],
    ['a YAML error', NOTES, 'notes: [', `${NOTES}:1: `],
    [
      'a source defined twice',
      'sources/extra.yaml',
      '- { id: man7-uname, title: x, publisher: x, url: "https://example.org/", version: "1" }',
      'source "man7-uname" is already defined',
    ],
    [
      'a source that is no https page',
      'sources/extra.yaml',
      '- { id: x, title: x, publisher: x, url: "http://example.org/", version: "1" }',
      'sources/extra.yaml:1: 0.url: must match pattern',
    ],
    ['a topic page nobody lists', 'topics/extra.en.md', '# Extra\n', 'topics/extra.en.md:1: topics.yaml does not list this topic'],
    ['a topic page without a title', 'topics/why-uname.en.md', 'Why\n', 'topics/why-uname.en.md:1: the first line must be the title'],
    ['a citation of nothing', 'topics/why-uname.en.md', '# Why\n\nBecause [@nothing].\n', 'topics/why-uname.en.md:3: unknown source "nothing"'],
    ['a figure of nothing', 'topics/why-uname.en.md', '# Why\n\n{{figure: nothing}}\n', 'topics/why-uname.en.md:3: unknown figure "nothing"'],
    ['a missing layer', 'layers.yaml', '[]', 'layers.yaml:1: must list the layers of the vocabulary'],
    [
      'a technology without a cell',
      'technologies/kvm.yaml',
      (files.get('technologies/kvm.yaml') ?? '').replace(/^ {2}clock:\n(?: {4}.*\n)+/m, ''),
      '"clock" is missing',
    ],
    ['a rule of an unknown layer', ENVIRONMENT, environment.replace('layer: gvisor\n', 'layer: nothing\n'), 'unknown surrounding "nothing"'],
    [
      'a layer that covers itself in the end',
      ENVIRONMENT,
      environment.replace('    technology: kvm\n    covers: [qemu, vm]', '    technology: kvm\n    covers: [firecracker]'),
      '"kvm" covers itself',
    ],
    ['a rule refuted by an unknown fact', ENVIRONMENT, environment.replace('unless: [user-mode,', 'unless: [nothing,'), 'unknown fact "nothing"'],
    ['a signal that nobody can read', ENVIRONMENT, environment.replace('/.flatpak-info?: present', 'flatpak: present'), 'when: property name must be valid'],
    ['a rule with a pattern that is none', ENVIRONMENT, environment.replace("'/\\bkvm-clock\\b/'", "'/(kvm/'"), 'not a regular expression: /(kvm/'],
  ])('refuses %s, with file, line and reason', (_, file, text, expected) => {
    const found = problems({ [file]: text });
    expect(
      found.filter((problem) => problem.includes(expected)),
      found.join('\n'),
    ).toHaveLength(1);
  });

  test('emits nothing when anything is wrong', () => {
    expect(compileKnowledge(new Map([...few, [NOTES, 'x: 1']])).outputs.size).toBe(0);
  });
});
