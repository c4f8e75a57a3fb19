import { describe, expect, test } from 'vitest';
import { jail } from '../../src/formats/jail/format.ts';
import { parseJailConf } from '../../src/formats/jail/parse.ts';
import { recognise } from '../../src/formats/registry.ts';

/** Path, value and hovered text of every element. */
function elements(text: string): string[] {
  return parseJailConf(text)
    .elements()
    .map(({ path, value, hoverRange }) => [path, value, text.slice(hoverRange.start, hoverRange.end)].join('|'));
}

const FAIL2BAN = '# Fail2Ban\n[INCLUDES]\nbefore = paths-debian.conf\n\n[DEFAULT]\nbantime = 10m\n\n[sshd]\nenabled = true\npath = /var/log/auth.log\n';
const FREEBSD = 'exec.start = "/bin/sh /etc/rc";\nwww {\n  path = "/jails/www";\n}\n';

describe('recognising jail.conf', () => {
  test.each([
    ['/etc/jail.conf', FREEBSD],
    ['C:\\files\\jail.conf', FREEBSD.replaceAll('\n', '\r\n')],
    ['/etc/jail.web.conf', '# comment\nweb { path=/jails/web; persist; }'],
    ['/etc/jail.conf.d/web.conf', 'web {\n  vnet;\n'],
    ['/usr/local/etc/jail.conf.d/web.conf', 'web {\n  mount.devfs;\n'],
    ['jail.conf', '\ufeffallow.raw_sockets;\n'],
  ])('%s', (path, head) => {
    expect(recognise({ path, head })).toBe(jail);
  });

  test.each([
    ['/etc/fail2ban/jail.conf', FAIL2BAN],
    ['/etc/fail2ban/jail.conf', FAIL2BAN.replaceAll('\n', '\r\n')],
    ['/etc/fail2ban/jail.d/defaults.conf', '[sshd]\nenabled = true\n'],
    ['jail.conf', '# WARNING: heavily refactored in 0.9.0 release.\n#\n# exec.start = "x";\n'],
    ['jail.conf', 'bantime = 10m\npath = /var/log/x\n'],
    ['jail.conf', ''],
    ['jail.conf', undefined],
    ['/etc/nginx/nginx.conf', FREEBSD],
    ['/etc/conf.d/web.conf', FREEBSD],
    ['jail.local', FREEBSD],
    ['jailkit.conf', FREEBSD],
  ])('not %s', (path, head) => {
    expect(jail.recognises({ path, ...(head !== undefined && { head }) })).toBe(false);
  });
});

describe('parsing jail.conf', () => {
  test.each<[string, string, string[]]>([
    ['statements, CRLF', 'path = "/a";\r\nvnet;\r\n', ['jail/path|/a|path = "/a"', 'jail/vnet|new|vnet']],
    ['a byte order mark', '\ufeffpath=/a;', ['jail/path|/a|path=/a']],
    ['all three kinds of comments', '# a\npath = /a; // b\n/* c = d;\n*/ persist; # e', ['jail/path|/a|path = /a', 'jail/persist|true|persist']],
    ['a comment right after a word', 'path = /a#b;\n;', ['jail/path|/a|path = /a']],
    ['no comment inside of quotes', 'path = "/a//b#c";', ['jail/path|/a//b#c|path = "/a//b#c"']],
    [
      'booleans',
      'allow.nomount; allow.vmm=0; nopersist; allow.nomount.devfs="true"; exec.noclean = false;',
      [
        'jail/allow.mount|false|allow.nomount',
        'jail/allow.vmm|false|allow.vmm=0',
        'jail/persist|false|nopersist',
        'jail/allow.nomount.devfs|true|allow.nomount.devfs="true"',
        'jail/exec.clean|true|exec.noclean = false',
      ],
    ],
    [
      'disable, new and inherit',
      'vnet; noip4; ip6 = 2; host=inherit;',
      ['jail/vnet|new|vnet', 'jail/ip4|disable|noip4', 'jail/ip6|inherit|ip6 = 2', 'jail/host|inherit|host=inherit'],
    ],
    [
      'lists and +=',
      'ip4.addr = 10.0.0.1,\n  10.0.0.2;\nip4.addr += 10.0.0.3;',
      ['jail/ip4.addr|10.0.0.1|ip4.addr = 10.0.0.1', 'jail/ip4.addr|10.0.0.2|10.0.0.2', 'jail/ip4.addr|10.0.0.3|ip4.addr += 10.0.0.3'],
    ],
    ['a value without =', 'path /a;', ['jail/path|/a|path /a']],
    ['pieces of one word', `$d = /a; path = $d/"b $name"'\${c}';`, ['variable/d|/a|$d = /a', 'jail/path|$d/b $name${c}|path = $d/"b $name"\'${c}\'']],
    ['escapes', String.raw`exec.start = "a\tb\"\x41\101";`, [`jail/exec.start|a\tb"AA|${String.raw`exec.start = "a\tb\"\x41\101"`}`]],
    ['a string over two lines', 'exec.start = "a \\\n b";', ['jail/exec.start|a  b|exec.start = "a \\\n b"']],
    ['a string over two lines, CRLF', 'exec.start = "a\\\r\nb";', ['jail/exec.start|ab|exec.start = "a\\\r\nb"']],
    ['an include', '.include "/etc/jail.conf.d/*.conf";', ['include|/etc/jail.conf.d/*.conf|.include "/etc/jail.conf.d/*.conf"']],
    ['a keyed parameter', 'meta.a.b = c; env.x;', ['jail/meta/a.b|c|meta.a.b = c', 'jail/env/x||env.x']],
    ['a value that is still missing', 'path = ;\nsecurelevel;\nvnet =', []],
    ['a missing semicolon', 'path = /a\nvnet\npersist;', ['jail/path|/a|path = /a', 'jail/vnet|new|vnet', 'jail/persist|true|persist']],
    ['a value missing before another statement', 'path =\nip4.addr = 1.2.3.4;', ['jail/ip4.addr|1.2.3.4|ip4.addr = 1.2.3.4']],
    ['a quote missing', 'path = "/a;\nexec.start = "x";', ['jail/path|/a;|path = "/a;', 'jail/exec.start|x|exec.start = "x"']],
    ['a brace missing', 'a {\n  vnet;\nb {\n  persist;', ['jail|a|a', 'jail/vnet|new|vnet', 'jail|b|b', 'jail/persist|true|persist']],
    [
      'placeholders',
      '{% if x %}\npath = {{ root }}/a;\nip4.addr = <%= ip %>;\n{% endif %}',
      ['jail/path|{{ root }}/a|path = {{ root }}/a', 'jail/ip4.addr|<%= ip %>|ip4.addr = <%= ip %>'],
    ],
    ['names that objects have too', 'constructor = x; __proto__ = y;', ['jail/constructor|x|constructor = x', 'jail/__proto__|y|__proto__ = y']],
    ['blanks of every kind', 'path\f=\u00a0/a\u2028;\vvnet;', ['jail/path|/a|path\f=\u00a0/a', 'jail/vnet|new|vnet']],
    ['nothing', '', []],
  ])('%s', (_, text, expected) => {
    expect(elements(text)).toEqual(expected);
  });
});

describe('jails and what they start from', () => {
  test('defaults come first, and every jail starts from them', () => {
    const { workloads } = parseJailConf('a.b { persist; }\na { vnet; }\nexec.clean;\na.* { persist; }\n* { mount.devfs; }');
    expect(workloads.map(({ name, base }) => [name, base])).toEqual([
      ['*', undefined],
      ['a.*', 0],
      ['a.b', 1],
      ['a', 0],
    ]);
    expect(parseJailConf('a { persist; }').workloads.map(({ base }) => base)).toEqual([undefined]);
  });

  test('an element knows its scope and what else its jail says', () => {
    const text = 'vnet;\n* { devfs_ruleset = 5; }\na { enforce_statfs = 1; path = /a; vnet = inherit; }\nb { path = /b; }';
    const paths = parseJailConf(text)
      .elements()
      .filter(({ path }) => path === 'jail/path');
    expect(paths.map(({ facets: { scope, vnet, statfs, ruleset } }) => [scope, vnet, statfs, ruleset])).toEqual([
      ['jail', 'inherit', '1', '5'],
      ['jail', 'new', undefined, '5'],
    ]);
  });
});

describe('hostile files', () => {
  test.each([
    ['open braces', 'a {'.repeat(200_000)],
    ['placeholders never closed', '{{'.repeat(300_000)],
    ['quotes never closed', `"${'x'.repeat(1_000)}\n`.repeat(500)],
    ['backslashes', '\\'.repeat(500_000)],
    ['one long list', `a=${'b,'.repeat(300_000)}`],
    ['many words', `a=${'b '.repeat(300_000)}`],
    ['comments never closed', '/*'.repeat(300_000)],
    ['wildcards and jails', `${'a.*{vnet;}'.repeat(20_000)}${'b{vnet;}'.repeat(20_000)}`],
  ])('%s: bounded, and hover ranges do not overlap', (_, text) => {
    const start = performance.now();
    const ranges = parseJailConf(text)
      .elements()
      .map(({ hoverRange }) => hoverRange)
      .sort((a, b) => a.start - b.start);
    expect(performance.now() - start).toBeLessThan(20_000);
    let end = 0;
    for (const range of ranges) {
      if (range.start < end) throw new Error(`overlap at ${range.start}`);
      end = range.end;
    }
  });
});
