import * as vscode from 'vscode';
import { EnvironmentItem } from '../../src/editor/environment-item.ts';
import { Library } from '../../src/editor/library.ts';
import type { Explanation } from '../../src/environment/explain.ts';
import { equal, includes, present } from './assert.ts';

const SETTING = 'environment.statusBar';

/** VS Code tells nobody what is in its status bar: an item of the test's own, on the real settings and files. */
describe('the status bar item', () => {
  const explanation: Explanation = {
    layers: [
      { id: 'kvm', kind: 'machine', name: 'KVM virtual machine', short: 'KVM', confidence: 'certain', evidence: [], follows: '', sources: [] },
      { id: 'docker', kind: 'container', name: 'Docker container', short: 'Docker', confidence: 'likely', evidence: [], follows: '', sources: [] },
    ],
    doubts: [],
    remarks: [],
  };
  let reads = 0;
  let library: Library;
  let item: EnvironmentItem;

  before(() => {
    library = new Library(present(vscode.extensions.getExtension('virtlens.virtlens'), 'the extension').extensionUri);
    item = new EnvironmentItem(library, async () => {
      reads++;
      return explanation;
    });
  });
  after(async () => {
    await set(undefined);
    item.dispose();
    library.dispose();
  });

  const set = async (value: boolean | undefined) => vscode.workspace.getConfiguration('virtlens').update(SETTING, value, vscode.ConfigurationTarget.Global);
  const until = async (what: string, holds: () => boolean) => {
    for (let i = 0; i < 100 && !holds(); i++) await new Promise<void>((resolve) => setTimeout(resolve, 50));
    equal([what, holds()], [what, true]);
  };

  it('is not there, and nothing is read, before its setting is on', async () => {
    await item.update();
    equal([item.shown, reads], [undefined, 0]);
  });

  it('names the innermost and the outermost layer, and opens the page', async () => {
    await set(true);
    await until('the item is there', () => item.shown !== undefined);
    const shown = present(item.shown, 'the item');
    equal(shown.text, '$(server-environment) Docker ▸ KVM');
    equal(shown.command, 'virtlens.explainEnvironment');
    includes(shown.name ?? '', 'VirtLens');
    includes(shown.accessibilityInformation?.label ?? '', 'KVM virtual machine (virtual machine, certain)');
    includes((shown.tooltip as vscode.MarkdownString).value, '1. **Docker container**');
  });

  it('goes when the setting is off, also while it is being read', async () => {
    await set(false);
    await until('the item is gone', () => item.shown === undefined);
    await set(true);
    await set(false);
    await item.update();
    equal(item.shown, undefined);
  });
});
