// The second half of `npm test`, under the dependencies' Node: every part, whatever happens to the others.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, root, runMain } from './base.mjs';
import { ensureChromium } from './chromium.ts';
import { ensureServer } from './install.ts';
import { type Counts, runScript, runVitest } from './parts.ts';

/** What `npm test` runs, in order: the name of each part and its script in package.json. */
const parts = [
  { title: 'Build', script: 'build', run: runScript },
  { title: 'Lint', script: 'lint', run: runScript },
  { title: 'Types', script: 'types', run: runScript },
  { title: 'Knowledge', script: 'check:knowledge', run: runScript },
  { title: 'Unit tests', script: 'test:unit', run: runVitest },
  { title: 'Property tests', script: 'test:property', run: runVitest },
  { title: 'VS Code, Node host', script: 'test:host', run: runScript },
  { title: 'VS Code, web worker host', script: 'test:web', run: runScript },
  { title: 'Page tests', script: 'test:page', run: runVitest },
  { title: 'Journeys', script: 'test:journeys', run: runVitest },
  { title: 'Package', script: 'test:vsix', run: runScript },
];

await runMain(async () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const results = [{ title: 'Set-up', ...(await setUp()) }];
  for (const { title, script, run } of parts.filter(({ script }) => script in scripts)) {
    console.log(`\n━━ ${title} (npm run ${script}) ━━`);
    results.push({ title, ...(await run(script)) });
  }
  return summarize(results);
});

/** VS Code and a browser, before the parts that share them; counted only when they cannot be had. */
async function setUp(): Promise<Counts> {
  try {
    await ensureServer();
    ensureChromium();
    return { passed: 0, failed: 0 };
  } catch (error) {
    console.error(error instanceof Failure ? error.message : error);
    return { passed: 0, failed: 1 };
  }
}

function summarize(results: readonly (Counts & { readonly title: string })[]): number {
  const total = (key: keyof Counts) => results.reduce((sum, counts) => sum + counts[key], 0);
  const failing = results.filter(({ failed }) => failed > 0);
  console.log('');
  for (const { title, failed } of failing) {
    console.log(`✗ ${title}: ${failed} failed`);
  }
  console.log(`${total('passed')} passed, ${total('failed')} failed`);
  return failing.length > 0 ? 1 : 0;
}
