import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openFile, runCommand } from '../bed/actions.ts';
import { openWorkbench } from '../bed/browser.ts';
import { extensionKnown, firstHover } from '../bed/ready.ts';
import { median, quantile } from './measure.ts';
import { product, workspace } from './product.ts';
import { factor, type Row, time } from './table.ts';

/** VS Code's own account of an extension's activation, in whole milliseconds. */
interface Activation {
  readonly load: number;
  readonly activate: number;
}

const OURS = 'virtlens.virtlens';

/**
 * Cold starts of the real VS Code (Node host, production build) in which a Dockerfile is hovered. Two accounts of each:
 * VS Code's own (`Developer: Startup Performance`), whose "load" runs on while VS Code awaits something else and other
 * extensions load, and a clock around `require` and `activate` themselves, which holds our work alone.
 */
export async function activation(quick: boolean): Promise<Row[]> {
  const [folder, extensionPath] = [workspace(), product().folder];
  const clock = clockIn(extensionPath);
  const starts: Map<string, Activation>[] = [];
  let work: readonly number[];
  try {
    for (let run = 0; run < (quick ? 2 : 7); run++) {
      const { page, close } = await openWorkbench({ folder, extensionPath });
      try {
        await extensionKnown(page);
        await openFile(page, 'Dockerfile');
        await firstHover(page, 'centos:7');
        starts.push(await activationsOf(page));
      } finally {
        await close();
      }
    }
    work = clock.read();
  } finally {
    clock.remove();
  }
  const ours = starts.flatMap((start) => start.get(OURS) ?? []);
  if (ours.length === 0 || work.length === 0) throw new Error(`VS Code names no activation of ${OURS}`);
  const totals = ours.map(total);
  const peers = starts.flatMap((start) => [...start].filter(([id]) => id.startsWith('vscode.')).map(([, each]) => total(each)));
  const parts = `load ${median(ours.map(({ load }) => load))} + activate ${median(ours.map(({ activate }) => activate))} ms`;
  return [
    {
      measure: `Activation, our own work in the Node host: load the entry and activate, ${work.length} cold starts`,
      median: time(median(work)),
      p99: `worst ${time(quantile(work, 1))}`,
      target: 'median ≤ 20 ms',
      met: median(work) <= 20,
    },
    {
      measure: `Activation as VS Code counts it, waiting included (${parts}; peers: VS Code's own extensions in the same windows)`,
      median: time(median(totals)),
      p99: `worst ${time(quantile(totals, 1))}`,
      peer: time(median(peers)),
      peerP99: `worst ${time(quantile(peers, 1))}`,
      ratio: `${factor(median(totals) / median(peers))} median`,
    },
  ];
}

/** Puts a clock before the entry of the extension in this folder, until removed. It reads milliseconds, one a start. */
function clockIn(extension: string): { read(): readonly number[]; remove(): void } {
  const [manifest, clock, log] = [join(extension, 'package.json'), join(extension, 'clock.js'), join(extension, 'clock.log')];
  const before = readFileSync(manifest, 'utf8');
  const { main, ...rest } = JSON.parse(before) as { main: string };
  writeFileSync(manifest, JSON.stringify({ ...rest, main: './clock.js' }));
  writeFileSync(
    clock,
    `const start = performance.now();
const extension = require(${JSON.stringify(main)});
const loaded = performance.now() - start;
exports.activate = (context) => {
  const called = performance.now();
  extension.activate(context);
  require('node:fs').appendFileSync(${JSON.stringify(log)}, loaded + performance.now() - called + '\\n');
};
`,
  );
  return {
    read: () => readFileSync(log, 'utf8').trim().split('\n').map(Number),
    remove: () => {
      writeFileSync(manifest, before);
      for (const file of [clock, log]) rmSync(file, { force: true });
    },
  };
}

function total({ load, activate }: Activation): number {
  return load + activate;
}

/** Reads the table "Extension Activation Stats"; the window is made tall enough to show all of it. */
async function activationsOf(page: Page): Promise<Map<string, Activation>> {
  await runCommand(page, 'Developer: Startup Performance');
  await page.locator('.tab.active', { hasText: 'Startup Performance' }).waitFor();
  await page.setViewportSize({ width: 1280, height: 12_000 });
  const line = page.locator('.view-line', { hasText: `${OURS} |` });
  await line.first().waitFor();
  const texts = await page.locator('.view-line').allInnerTexts();
  const rows = texts.map((text) =>
    text
      .replaceAll('\u00a0', ' ')
      .split('|')
      .map((cell) => cell.trim()),
  );
  // | Extension | Eager | Load Code | Call Activate | Finish Activate | Event | By |
  return new Map(rows.flatMap(([, id, , load, activate, , event]) => (id && event ? [[id, { load: Number(load), activate: Number(activate) }] as const] : [])));
}
