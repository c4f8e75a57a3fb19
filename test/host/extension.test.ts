import * as vscode from 'vscode';
import { equal, includes, present } from './assert.ts';

describe('the extension', () => {
  it('is present and becomes active', async () => {
    const extension = present(vscode.extensions.getExtension('virtlens.virtlens'), 'virtlens.virtlens');
    await extension.activate();
    equal(extension.isActive, true);
  });

  it("explains FROM's image on hover", async () => {
    const [uri] = await vscode.workspace.findFiles('Dockerfile');
    const document = await vscode.workspace.openTextDocument(present(uri, "the workspace's Dockerfile"));
    includes(await hoverText(document, 'centos:7'), 'VirtLens');
  });
});

/** The text of all hovers over the first occurrence of `word`. */
async function hoverText(document: vscode.TextDocument, word: string): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    document.positionAt(document.getText().indexOf(word)),
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === 'string' ? content : content.value))
    .join('\n');
}
