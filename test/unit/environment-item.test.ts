import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../src/cli/files.ts';
import { explain, type Explanation } from '../../src/environment/explain.ts';
import { summarizeEnvironment } from '../../src/render/environment-item.ts';
import { knowledge } from '../support/knowledge.ts';

const [en, ja] = [knowledge(), knowledge('ja')];
const [words, japanese] = [(await en.core()).words, (await ja.core()).words];

async function recorded(name: string, library = en): Promise<Explanation> {
  const { evidence } = JSON.parse(readFileSync(join(ROOT, 'test', 'fixtures', 'environment', `${name}.json`), 'utf8'));
  return explain(evidence, await library.environment());
}

const summary = async (name: string) => summarizeEnvironment(await recorded(name), words);

describe('the surroundings in a status bar', () => {
  test.each([
    ['lab-vm-tcg', 'QEMU TCG'],
    ['codespaces', 'Docker ▸ Azure'],
    ['podman-rootless-in-docker', 'Podman'],
    ['docker-desktop-mac', 'Docker ▸ Docker Desktop'],
    ['bare-dell', 'machine'],
    ['browser', 'browser'],
    ['raspberry-pi', 'machine'],
  ])('%s: %s', async (name, text) => {
    expect((await summary(name)).text).toBe(text);
  });

  test('a guess is marked as one, and is no end of a chain with anything surer in it', async () => {
    expect(summarizeEnvironment(explain({}, await en.environment()), words).text).toBe('machine?');
    expect((await summary('this-machine')).text).not.toContain('machine');
    expect(summarizeEnvironment({ layers: [], doubts: [], remarks: [] }, words).text).toBe('?');
  });

  test('the tooltip and what a screen reader says name every layer from the inside out, its kind and how sure it is', async () => {
    const { tooltip, label } = await summary('codespaces');
    expect(tooltip).toContain(
      '1. **Docker container** \\(container, likely\\)\n2. **GitHub Codespaces VM** \\(virtual machine, certain\\)\n3. **Microsoft Azure**',
    );
    expect(label).toBe(
      'What this window runs in, from the inside out: Docker container (container, likely); GitHub Codespaces VM (virtual machine, certain); Microsoft Azure (hardware, certain)',
    );
  });

  test('Japanese has its own words', async () => {
    const { text, tooltip, label } = summarizeEnvironment(await recorded('bare-dell', ja), japanese);
    expect(text).toBe('実機');
    for (const each of [tooltip, label]) expect(each).toContain('物理マシン');
    expect(tooltip).toContain(japanese['environment.read']);
  });

  test('a word is short enough for a status bar, in both languages', async () => {
    for (const library of [en, ja]) for (const { short } of (await library.environment()).layers) expect(short.length, short).toBeLessThanOrEqual(17);
  });
});
