// The entry point of the host tests, for @vscode/test-electron and for the browser: dist/test/host.js.
import { runSuites } from './mocha.ts';
import './environment-item.test.ts';
import './extension.test.ts';

/** Called by VS Code's extension host. */
export const run = runSuites;
