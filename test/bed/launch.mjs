#!/usr/bin/env node
// An "executable" for @vscode/test-electron that takes desktop VS Code's arguments: VS Code's server and Chromium.
import { runMain } from './base.mjs';

await runMain(async () => {
  const { launchTests } = await import('./launch.ts');
  return launchTests(process.argv.slice(2));
});
