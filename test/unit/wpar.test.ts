import { describe, expect, test } from 'vitest';
import { recognise } from '../../src/formats/registry.ts';
import { wpar } from '../../src/formats/wpar/format.ts';
import { parseWpar } from '../../src/formats/wpar/parse.ts';

/** Path, value and hovered text of every element. */
function elements(text: string): string[] {
  return parseWpar(text)
    .elements()
    .map(({ path, value, hoverRange }) => [path, value, text.slice(hoverRange.start, hoverRange.end)].join('|'));
}

const SPEC = '* a WPAR\ngeneral:\n\tname = "web01"\n\tprivateusr = "no"\n\nnetwork:\n\taddress = "192.0.2.1"\n';

describe('recognising WPAR specifications', () => {
  test.each([
    ['/tmp/web.spec', SPEC],
    ['C:\\wpar\\web.SPEC', SPEC.replaceAll('\n', '\r\n')],
    ['/etc/wpars/web.cf', SPEC],
    ['/usr/samples/wpars/web', SPEC],
    ['web.wpar', `\ufeff${SPEC.slice(9)}`],
  ])('%s', (path, head) => {
    expect(recognise({ path, head })).toBe(wpar);
  });

  test.each([
    ['hello.spec', 'Name: hello\nVersion: 1.0\n%description\ngeneral:\n\tname = "x"\n'],
    ['web.spec', 'general:\n  name: web\nnetwork:\n  address: 192.0.2.1\n'],
    ['web.spec', '[general]\n\tname = "web"\n[network]\n\taddress = "192.0.2.1"\n'],
    ['web.spec', 'general:\n\tname = "web"\n'],
    ['web.yaml', SPEC],
    ['web.spec', ''],
    ['web.spec', undefined],
  ])('not %s', (path, head) => {
    expect(wpar.recognises({ path, ...(head !== undefined && { head }) })).toBe(false);
  });
});

describe('parsing WPAR specifications', () => {
  test.each<[string, string, string[]]>([
    ['quotes and none, CRLF', 'general:\r\n\tname = "a b"\r\n\tauto=no\r\n', ['general||general', 'general/name|a b|name = "a b"', 'general/auto|no|auto=no']],
    ['a byte order mark', '\ufeffgeneral:\n\tname = x', ['general||general', 'general/name|x|name = x']],
    ['both kinds of comments', '* name = "x"\n# general:\ngeneral:\n\t* auto = no\n', ['general||general']],
    [
      'several stanzas of a kind',
      'mount:\n\tvfs = nfs\nmount:\n\tvfs = jfs2\n',
      ['mount/0||mount', 'mount/0/vfs|nfs|vfs = nfs', 'mount/1||mount', 'mount/1/vfs|jfs2|vfs = jfs2'],
    ],
    [
      'half-typed lines',
      'gener\ngeneral:\n\tname\n\tname =\n\thostname = "we\n',
      ['general||general', 'general/name||name =', 'general/hostname|we|hostname = "we'],
    ],
    ['attributes of no stanza', '\tname = "x"\n', []],
    ['names without regard to case', 'Resources:\n\tShares_CPU = "3"\n', ['resources||Resources', 'resources/shares_cpu|3|Shares_CPU = "3"']],
    ['placeholders', 'general:\n\tname = "{{ name }}"\n', ['general||general', 'general/name|{{ name }}|name = "{{ name }}"']],
  ])('%s', (_, text, expected) => {
    expect(elements(text)).toEqual(expected);
  });

  test('what other attributes of the stanza say of one', () => {
    const found = parseWpar('mount:\n\tvfs = "NAMEFS"\n\tmountopts = "ro,nosuid"\nmount:\n\tvfs = "nfs"\n').elements();
    expect(found.find(({ path }) => path === 'mount/0/mountopts')?.facets).toMatchObject({ vfs: 'namefs', mode: 'ro' });
    expect(found.find(({ path }) => path === 'mount/1/vfs')?.facets).toMatchObject({ vfs: 'nfs', mode: 'rw', mountopts: '' });
  });

  test('a partition is named by its general stanza; an application makes it an application WPAR', () => {
    const file = parseWpar('general:\n\tname = "web"\n\tapplication = "/bin/x"\n');
    expect(file.workloads[0]?.name).toBe('web');
    expect(file.elements()[0]?.facets.system).toBe('no');
  });
});
