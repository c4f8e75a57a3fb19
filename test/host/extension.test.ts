import * as vscode from 'vscode';
import { equal, fail, includes, present } from './assert.ts';

const EXTENSION = 'virtlens.virtlens';

/** The VirtLens hover over the first occurrence of `word`, if there is one. */
async function hoverOver(document: vscode.TextDocument, word: string): Promise<{ text: string; range: string } | undefined> {
  const position = document.positionAt(document.getText().indexOf(word));
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, position);
  for (const { contents, range } of hovers) {
    const text = contents.map((content) => (typeof content === 'string' ? content : content.value)).join('\n');
    if (text.includes('VirtLens')) return { text, range: range ? document.getText(range) : '' };
  }
  return undefined;
}

async function untitled(content: string, language = 'dockerfile'): Promise<vscode.TextDocument> {
  return vscode.workspace.openTextDocument({ content, language });
}

async function withSetting(name: string, value: unknown, work: () => Promise<void>): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('virtlens');
  await configuration.update(name, value, vscode.ConfigurationTarget.Global);
  try {
    await work();
  } finally {
    await configuration.update(name, undefined, vscode.ConfigurationTarget.Global);
  }
}

describe('the extension', () => {
  it('is present and becomes active', async () => {
    const extension = present(vscode.extensions.getExtension(EXTENSION), EXTENSION);
    await extension.activate();
    equal(extension.isActive, true);
  });

  it('registers every command it contributes', async () => {
    const { contributes } = present(vscode.extensions.getExtension(EXTENSION), EXTENSION).packageJSON;
    const registered = new Set(await vscode.commands.getCommands());
    for (const { command } of contributes.commands) equal([command, registered.has(command)], [command, true]);
  });
});

describe('hovers', () => {
  it("explain FROM's image in a file of the workspace, with its exact range", async () => {
    const [uri] = await vscode.workspace.findFiles('Dockerfile');
    const document = await vscode.workspace.openTextDocument(present(uri, "the workspace's Dockerfile"));
    equal((await hoverOver(document, 'centos:7'))?.range, 'centos:7');
  });

  it('explain a command inside RUN, read by tree-sitter, and are silent beside it', async () => {
    const document = await untitled('FROM debian\nRUN true && modprobe nbd\n');
    const hover = present(await hoverOver(document, 'modprobe'), 'the hover');
    equal(hover.range, 'modprobe');
    includes(hover.text, 'kernel');
    equal(await hoverOver(document, 'nbd'), undefined);
  });

  it('follow an edit of the document', async () => {
    const document = await untitled('FROM alpine\n');
    includes(present(await hoverOver(document, 'alpine'), 'the hover').text, 'musl');
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(0, 5, 0, 11), 'debian');
    await vscode.workspace.applyEdit(edit);
    includes(present(await hoverOver(document, 'debian'), 'the hover').text, 'glibc');
  });

  it('speak the language of the setting, from the next hover on', async () => {
    const document = await untitled('FROM debian\n');
    await withSetting('language', 'ja', async () => includes(present(await hoverOver(document, 'debian'), 'the hover').text, 'ユーザーランド'));
    includes(present(await hoverOver(document, 'debian'), 'the hover').text, 'Userland');
  });

  it('are switched off by family', async () => {
    const document = await untitled('FROM debian\nRUN modprobe nbd\n');
    await withSetting('hover.commands', false, async () => {
      equal(await hoverOver(document, 'modprobe'), undefined);
      present(await hoverOver(document, 'debian'), 'the hover on the image');
    });
    await withSetting('hover.containers', false, async () => {
      equal(await hoverOver(document, 'debian'), undefined);
      present(await hoverOver(document, 'modprobe'), 'the hover on the command');
    });
  });

  for (const [file, word] of [
    ['compose.yaml', 'network_mode'],
    ['jail.conf', 'vnet'],
    ['guest.cfg', 'type'],
    ['wsl.conf', 'systemd'],
    ['domain.xml', 'virtio'],
    ['deploy.sh', '--pid'],
    ['Vagrantfile', '"virtualbox"'],
    ['ve-shop.conf', 'PHYSPAGES'],
    ['web.nspawn', 'PrivateUsers'],
    ['web.wpar', 'privateusr'],
    ['guest.qemu', 'virtio-net-pci'],
    ['start-vm.sh', '-accel'],
    ['web.zonecfg', 'ip-type'],
    ['lxc.conf', 'lxc.idmap'],
    ['config.json', '"noNewPrivileges"'],
    ['desktop.vbox', 'provider="KVM"'],
    ['deployment.yaml', 'hostNetwork'],
    ['vm_config.json', '"vcpu_count"'],
  ] as const) {
    it(`answer in ${file}`, async () => {
      const [uri] = await vscode.workspace.findFiles(file);
      present(await hoverOver(await vscode.workspace.openTextDocument(present(uri, file)), word), `the hover on ${word}`);
    });
  }

  it('explain a file as what the reader says it is, and leave it alone when they say so', async () => {
    const document = await untitled('FROM debian\n', 'ini');
    equal(await hoverOver(document, 'debian'), undefined);
    await vscode.commands.executeCommand('virtlens.explainAs', document.uri, 'dockerfile');
    await vscode.window.showTextDocument(document);
    present(await hoverOver(document, 'debian'), 'the hover on the image');
    await vscode.commands.executeCommand('virtlens.explainAs', document.uri, 'nothing');
    equal(await hoverOver(document, 'debian'), undefined);
  });

  it('are silent in a .cfg that is no guest', async () => {
    const [uri] = await vscode.workspace.findFiles('other.cfg');
    equal(await hoverOver(await vscode.workspace.openTextDocument(present(uri, 'other.cfg')), 'listen'), undefined);
  });

  it('stay away from other languages', async () => {
    equal(await hoverOver(await untitled('FROM debian\n', 'plaintext'), 'debian'), undefined);
  });

  it('answer in the middle of a file of 10 000 lines', async () => {
    const line = 'RUN apt-get update && make -j4\n';
    const document = await untitled(`FROM debian\n${line.repeat(5_000)}USER 4242\n${line.repeat(5_000)}`);
    includes(present(await hoverOver(document, '4242'), 'the hover').text, 'VirtLens');
  });
});

describe('what changes if', () => {
  it('is offered on a setting that decides something of the map', async () => {
    const document = await untitled('services:\n  web:\n    image: nginx\n    pid: host\n', 'dockercompose');
    const offered = async (word: string) => {
      const position = document.positionAt(document.getText().indexOf(word));
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        new vscode.Range(position, position),
      );
      return actions.flatMap(({ command }) => (command?.command === 'virtlens.whatIf' ? [command.arguments?.[1]] : []));
    };
    equal(await offered('pid'), [document.getText().indexOf('pid')]);
    equal(await offered('nginx'), []);
  });
});

describe('the panel', () => {
  const title = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs).find((tab) => tab.input instanceof vscode.TabInputWebview)?.label;
  const shows = (expected: string) =>
    new Promise<void>((resolve, reject) => {
      const check = () => title()?.includes(expected) && done(resolve);
      const listener = vscode.window.tabGroups.onDidChangeTabs(check);
      const timer = setTimeout(() => done(() => reject(new Error(`the panel shows "${title()}", not "${expected}"`))), 10_000);
      const done = (settle: () => void) => {
        listener.dispose();
        clearTimeout(timer);
        settle();
      };
      check();
    });

  it('shows topics, comparisons and the map of a file, one after the other in the same tab', async () => {
    await vscode.commands.executeCommand('virtlens.openTopic', 'pid-one');
    await shows('PID 1');
    await vscode.commands.executeCommand('virtlens.compare', ['docker', 'kvm']);
    await shows('KVM');
    await vscode.commands.executeCommand('virtlens.openTopic', 'glossary');
    await shows('Glossary');
    const document = await untitled('FROM debian\nUSER 0\n');
    await vscode.commands.executeCommand('virtlens.showMap', document.uri);
    await shows('Isolation map');
    equal(vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter((tab) => tab.input instanceof vscode.TabInputWebview).length, 1);
  });

  it('shows the pages beside the path, what it runs in among them', async () => {
    for (const [page, title] of [
      ['figures', 'Published figures'],
      ['scale', 'Scale explorer'],
      ['guests', 'What can run inside'],
      ['lab', 'The lab'],
    ] as const) {
      await vscode.commands.executeCommand('virtlens.openTopic', page);
      await shows(title);
    }
    await vscode.commands.executeCommand('virtlens.explainEnvironment');
    await shows('What this window runs in');
    const document = await untitled('services:\n  web:\n    pid: host\n', 'dockercompose');
    await vscode.commands.executeCommand('virtlens.quizFile', document.uri);
    await shows('What do your lines share?');
  });

  it('falls back to the start page when the topic or the file is gone', async () => {
    await vscode.commands.executeCommand('virtlens.openTopic', 'no-such-topic');
    await shows('VirtLens');
    await vscode.commands.executeCommand('virtlens.openTopic', 'pid-one');
    await shows('PID 1');
    const [uri] = await vscode.workspace.findFiles('Dockerfile');
    await vscode.commands.executeCommand('virtlens.showMap', vscode.Uri.joinPath(present(uri, 'a file'), '..', 'gone', 'Dockerfile'));
    await shows('VirtLens');
    if (title() !== 'VirtLens') fail(`the panel shows ${title()}`);
  });
});
