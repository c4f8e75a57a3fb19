import { describe, expect, test } from 'vitest';
import { wsl } from '../../src/formats/wsl/format.ts';
import { parseWsl } from '../../src/formats/wsl/parse.ts';

/** Path, value and the hovered text of every element. */
function read(text: string): string[] {
  return parseWsl(text)
    .elements()
    .map(({ path, value, hoverRange }) => `${path}|${value}|${text.slice(hoverRange.start, hoverRange.end)}`);
}

describe('reading wsl files', () => {
  test.each([
    ['sections and settings, in lower case', '[WSL2]\nMemory=8GB', ['wsl2|WSL2|[WSL2]', 'wsl2/memory|8GB|Memory=8GB']],
    ['blanks and CRLF', '  [wsl2]  \r\n\tmemory = 8GB \r\n', ['wsl2|wsl2|[wsl2]', 'wsl2/memory|8GB|memory = 8GB']],
    ['a byte order mark', '\ufeff[wsl2]\r\nswap=0', ['wsl2|wsl2|[wsl2]', 'wsl2/swap|0|swap=0']],
    ['comments', '# a=b\n; c=d\n[wsl2] # e\nmemory=8GB # f=g\n//h=i', ['wsl2|wsl2|[wsl2]', 'wsl2/memory|8GB|memory=8GB']],
    ['quotes around a comment sign', '[boot]\ncommand="echo # x" # y', ['boot|boot|[boot]', 'boot/command|echo # x|command="echo # x"']],
    [
      'escaped and unescaped backslashes',
      '[wsl2]\nkernel=C:\\\\temp\\\\k\nswapFile=C:\\temp\\s',
      ['wsl2|wsl2|[wsl2]', 'wsl2/kernel|C:\\temp\\k|kernel=C:\\\\temp\\\\k', 'wsl2/swapfile|C:\\temp\\s|swapFile=C:\\temp\\s'],
    ],
    [
      'a continued value',
      '[wsl2]\r\nkernelCommandLine=a \\\r\n  b\r\nswap=0',
      ['wsl2|wsl2|[wsl2]', 'wsl2/kernelcommandline|a   b|kernelCommandLine=a \\\r\n  b', 'wsl2/swap|0|swap=0'],
    ],
    ['settings without a section', 'memory=8GB', ['no-section/memory|8GB|memory=8GB']],
    ['a repeated setting, which WSL ignores', '[wsl2]\nswap=0\nSWAP=1GB', ['wsl2|wsl2|[wsl2]', 'wsl2/swap|0|swap=0', 'repeated/wsl2/swap|1GB|SWAP=1GB']],
    [
      'mount options one by one',
      '[automount]\noptions = "metadata,uid=1000, case=off"',
      [
        'automount|automount|[automount]',
        'automount/options|metadata,uid=1000, case=off|options',
        'automount/options/metadata||metadata',
        'automount/options/uid|1000|uid=1000',
        'automount/options/case|off|case=off',
      ],
    ],
    ['half-typed lines', '[wsl2\nmem\nmemory\nmemory=\n=8GB\n[', ['wsl2|wsl2|[wsl2']],
    [
      'an open quote and a last backslash',
      '[boot]\ncommand="a\nsystemd=true\\',
      ['boot|boot|[boot]', 'boot/command|a|command="a', 'boot/systemd|true|systemd=true'],
    ],
    ['placeholders', '[user]\ndefault={{ user }}\n{% if x %}', ['user|user|[user]', 'user/default|{{ user }}|default={{ user }}']],
    ['nothing', '', []],
  ])('%s', (_, text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  test.each([
    ['[wsl2]\nmemory=1GB', 'wslconfig', 'WSL 2 utility VM'],
    ['[experimental]\nsparseVhd=true', 'wslconfig', 'WSL 2 utility VM'],
    ['[boot]\nsystemd=true', 'wsl.conf', 'WSL distribution'],
    ['[boot]\nsystemd=true\n[wsl2]\nmemory=1GB', 'unknown', 'WSL'],
    ['[general]\ninstanceIdleTimeout=1', 'unknown', 'WSL'],
  ])('tells the file by its sections: %j', (text, file, workload) => {
    const parsed = parseWsl(text);
    expect(new Set(parsed.elements().map(({ facets }) => facets.file))).toEqual(new Set([file]));
    expect(parsed.workloads.map(({ name }) => name)).toEqual([workload]);
  });

  test.each([
    ['one long line', `[wsl2]\nkernelCommandLine=${'a '.repeat(500_000)}`],
    ['continued lines only', 'kernelCommandLine=\\\n'.repeat(50_000)],
    ['backslashes', `[boot]\ncommand=${'\\'.repeat(500_000)}`],
    ['brackets', '['.repeat(500_000)],
    ['options', `[automount]\noptions=${',a=b'.repeat(200_000)}`],
    ['blanks', `[wsl2]\nmemory${' '.repeat(500_000)}`],
  ])('bounded on %s', (_, text) => {
    const start = performance.now();
    const parsed = parseWsl(text);
    expect(parsed.elements().length).toBeLessThan(1_000);
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});

describe('recognising wsl files', () => {
  test.each(['C:\\Users\\aiko\\.wslconfig', '/etc/wsl.conf', 'WSL.conf', '/home/a/dotfiles/.wslconfig'])('yes: %s', (path) => {
    expect(wsl.recognises({ path })).toBe(true);
  });
  test.each(['/etc/nginx.conf', 'wslconfig.md', 'my-wsl.conf', 'wsl.config', '.wslconfig.bak', 'setup.cfg'])('no: %s', (path) => {
    expect(wsl.recognises({ path, head: '[wsl2]' })).toBe(false);
  });
});
