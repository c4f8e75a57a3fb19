import { describe, expect, test } from 'vitest';
import { recognise } from '../../src/formats/registry.ts';
import { bench } from '../support/knowledge.ts';

const { parser } = await bench('wpar');

describe('WPAR specification files', () => {
  test.each([
    ['web.spec', 'general:\n\tname = "web"\n\nnetwork:\n\tinterface = "en0"\n', true],
    ['web.spec', 'Name: web\nVersion: 1\n%description\n', false],
    ['a.yaml', 'general:\n  name: web\nnetwork:\n  a: b\n', false],
    ['a.txt', 'general:\n  some text\n', false],
  ])('%s %j', (path, head, known) => expect(recognise({ path, head })?.id === 'wpar').toBe(known));

  test('each stanza has its own settings', () => {
    const file = parser.parse('mount:\n\tdev = "/a"\n\tvfs = "namefs"\nmount:\n\tdev = "/b"\n\tvfs = "jfs2"\n');
    expect(
      file
        .elements()
        .filter(({ path }) => path === 'mount/dev')
        .map(({ facets }) => facets.vfs),
    ).toEqual(['namefs', 'jfs2']);
  });

  test.each(['', 'general:', 'general:\r\n\tname', '\tname = "x"', 'mount:\n\tdev = ', `general:\n\tname = ${'x'.repeat(100_000)}`])(
    '%j does not throw',
    (text) => {
      expect(() => parser.parse(text).elements()).not.toThrow();
    },
  );
});
