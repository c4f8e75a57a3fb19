import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { binaryOf, ROOT, sourceOf } from '../../src/cli/files.ts';
import { descendants } from '../../src/lab-node/tree.ts';
import { makeDen, until } from '../support/lab.ts';

test.runIf(process.platform === 'linux')('density of the embedded machine: all in one process of their own, which is cancelled with them', async () => {
  const den = makeDen();
  const machines = { machines: join(ROOT, 'src/lab-node/machines.ts'), worker: sourceOf('node/lab/node/worker.mjs'), wasm: binaryOf('wasm/v86.wasm') };
  const runner = await den.runner({ machines, kernel: binaryOf('guest/kernel.elf') });
  const request = { rung: 'embedded', counts: [2, 1, 99], budgetMiB: 2_048 };
  const { points, stopped } = await runner.density(request);
  expect({ stopped, counts: points.map(({ instances }) => instances) }).toEqual({ stopped: 'complete', counts: [1, 2] });
  for (const { pss } of points) expect(pss).toBeGreaterThan(10_000);
  expect((await runner.density({ ...request, budgetMiB: 10 })).stopped).toBe('budget');
  const stop = new AbortController();
  const started = () =>
    descendants(process.pid).filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('machines.ts');
      } catch {
        return false;
      }
    });
  const running = runner.density({ ...request, counts: [8], signal: stop.signal });
  expect(await until(() => started().length > 0)).toBe(true);
  stop.abort();
  expect(await running).toMatchObject({ points: [], stopped: 'cancelled' });
  expect(started()).toEqual([]);
  expect((await (await den.runner({ machines })).density(request)).stopped).toBe('failed');
  expect((await (await den.runner()).density(request)).stopped).toBe('not-here');
  expect(den.folders()).toEqual([]);
  den.close();
});
