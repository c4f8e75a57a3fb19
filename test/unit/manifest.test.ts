import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readTree, ROOT } from '../../src/cli/files.ts';
import { FORMATS } from '../../src/formats/registry.ts';
import { knowledge } from '../support/knowledge.ts';
import { BOUNDARIES } from '../../src/model/vocabulary.ts';

const read = (file: string) => JSON.parse(readFileSync(join(ROOT, file), 'utf8'));
const manifest = read('package.json');
const sources = [...readTree(join(ROOT, 'src'), /\.ts$/).values()].join('\n');

describe('the manifest', () => {
  test('every contributed command is registered, and the reverse', () => {
    const contributed = manifest.contributes.commands.map(({ command }: { command: string }) => command).sort();
    const registered = [...sources.matchAll(/^ +'(virtlens\.\w+)': /gm)].map(([, command]) => command).sort();
    expect(registered).toEqual(contributed);
  });

  test('every %key% has a text in both languages, and no text is left over', () => {
    const used = new Set([...JSON.stringify(manifest).matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key));
    for (const file of ['package.nls.json', 'package.nls.ja.json']) expect(new Set(Object.keys(read(file))), file).toEqual(used);
  });

  test('every sentence of the interface has a Japanese one, and no translation is left over', () => {
    const used = new Set([...sources.matchAll(/l10n\.t\(\s*'((?:[^'\\]|\\.)*)'/g)].map(([, sentence]) => sentence));
    expect(new Set(Object.keys(read('l10n/bundle.l10n.ja.json')))).toEqual(used);
  });

  test('every boundary has a theme colour in all four kinds of theme', () => {
    const colors = manifest.contributes.colors as { id: string; defaults: Record<string, string> }[];
    expect(colors.map(({ id }) => id)).toEqual(BOUNDARIES.map((boundary) => `virtlens.${boundary}`));
    for (const { id, defaults } of colors) {
      for (const [theme, background] of [
        ['dark', '#1f1f1f'],
        ['light', '#ffffff'],
        ['highContrast', '#000000'],
        ['highContrastLight', '#ffffff'],
      ] as const) {
        expect(contrast(defaults[theme] ?? background, background), `${id} in ${theme}`).toBeGreaterThanOrEqual(theme.startsWith('high') ? 7 : 4.5);
      }
    }
  });

  test('every step of the walkthrough has a picture without style sheets, which its page forbids, and a command there is', () => {
    const commands = manifest.contributes.commands.map(({ command }: { command: string }) => command);
    for (const { media, completionEvents } of manifest.contributes.walkthroughs[0].steps) {
      expect(readFileSync(join(ROOT, media.svg), 'utf8'), media.svg).not.toMatch(/<style|\bclass=|\bstyle=/);
      for (const event of completionEvents) expect(commands).toContain(event.replace('onCommand:', ''));
    }
  });

  test('every format activates the extension', () => {
    const events = manifest.activationEvents as string[];
    for (const { selectors } of FORMATS) for (const { language } of selectors) if (language) expect(events).toContain(`onLanguage:${language}`);
    expect(events.some((event) => event === '*' || event === 'onStartupFinished')).toBe(false);
  });

  test('every format has a name, for the reader who says what a file is', async () => {
    const { words } = await knowledge().core();
    expect(FORMATS.map(({ id }) => id).filter((id) => !words[`format.${id}`])).toEqual([]);
  });

  test('every file it names exists', () => {
    const files = [...JSON.stringify(manifest).matchAll(/"(?:\.\/)?((?:media|l10n)[^"]*)"/g)].map(([, file]) => file ?? '');
    expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  });
});

/** The WCAG contrast ratio of two colours `#rrggbb`. */
function contrast(a: string, b: string): number {
  const luminance = (color: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
      return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}
