// `npm test`: sets the repository up and goes on in test.ts, which runs every part.
import { runMain } from './base.mjs';
import { continueWith, ensureDependencies, requireNode } from './setup.mjs';

let isSetUp = false;

await runMain(async () => {
  requireNode();
  await ensureDependencies();
  isSetUp = true;
  return continueWith('test.ts', process.argv.slice(2));
});
if (!isSetUp) {
  console.log('0 passed, 1 failed');
}
