import * as vscode from 'vscode';
import type { Documents } from '../editor/documents.ts';
import type { Library } from '../editor/library.ts';
import type { Recognition } from '../editor/recognition.ts';
import type { TopicEntry } from '../model/knowledge.ts';
import { MORE_PAGES } from '../model/vocabulary.ts';
import type { Progress } from './progress.ts';

export const CONTEXT = { read: 'topic.read', unread: 'topic.unread', workload: 'workload', group: 'group' } as const;

/** How many of the topics that a file's notes point to are listed. */
const MENTIONED = 5;

/** In a longer file only the workloads are listed: looking at every line would make hovers wait. */
const LONG = 2_000;

const PAGE_ICONS = {
  start: 'symbol-color',
  glossary: 'list-unordered',
  questions: 'question',
  figures: 'graph',
  scale: 'graph-line',
  guests: 'table',
  lab: 'beaker',
  environment: 'server-environment',
} as const;

export type Node =
  | { readonly kind: 'about'; readonly document: vscode.TextDocument }
  | {
      readonly kind: 'workload';
      readonly name: string;
      readonly index: number;
      readonly range: vscode.Range;
      readonly document: vscode.TextDocument;
      readonly parent: Node;
    }
  /** `next` is where the path goes on: the first group with a topic not read yet. */
  | { readonly kind: 'group'; readonly id: string; readonly name: string; readonly topics: readonly TopicEntry[]; readonly next: boolean }
  | { readonly kind: 'topic'; readonly topic: TopicEntry; readonly parent: Node }
  | { readonly kind: 'page'; readonly page: keyof typeof PAGE_ICONS; readonly name: string };

/** The learning path, with what concerns the active file on top. */
export class TopicTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #library: Library;
  readonly #documents: Documents;
  readonly #progress: Progress;
  readonly #recognition: Recognition;
  readonly #changed = new vscode.EventEmitter<Node | undefined>();
  readonly #disposables: vscode.Disposable[] = [this.#changed];
  readonly onDidChangeTreeData = this.#changed.event;
  #about: Extract<Node, { kind: 'about' }> | undefined;
  #pending: ReturnType<typeof setTimeout> | undefined;

  constructor(library: Library, documents: Documents, progress: Progress, recognition: Recognition) {
    this.#library = library;
    this.#documents = documents;
    this.#progress = progress;
    this.#recognition = recognition;
    this.#follow(vscode.window.activeTextEditor);
    this.#disposables.push(
      library.onDidChange(() => this.#changed.fire(undefined)),
      progress.onDidChange(() => this.#changed.fire(undefined)),
      recognition.onDidChange(() => {
        this.#about = undefined;
        this.#follow(vscode.window.activeTextEditor);
        this.#changed.fire(undefined);
      }),
      vscode.window.onDidChangeActiveTextEditor((editor) => this.#follow(editor)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document !== this.#about?.document) return;
        clearTimeout(this.#pending);
        this.#pending = setTimeout(() => this.#changed.fire(this.#about), 400);
      }),
      vscode.window.onDidChangeVisibleTextEditors(() => this.#follow(vscode.window.activeTextEditor)),
      vscode.workspace.onDidOpenTextDocument(() => this.#follow(vscode.window.activeTextEditor)),
    );
  }

  /** The panel takes the focus from the editor: without an active editor, a visible one counts. */
  #follow(editor: vscode.TextEditor | undefined): void {
    const known = (each: vscode.TextDocument) => this.#recognition.formatOf(each) !== undefined;
    const visible = vscode.window.visibleTextEditors.map((each) => each.document).filter(known);
    const current = visible.find((each) => each === this.#about?.document) ?? visible[0];
    const document = editor ? [editor.document].find(known) : current;
    if (document === this.#about?.document) return;
    this.#about = document && { kind: 'about', document };
    this.#changed.fire(undefined);
  }

  async getChildren(node?: Node): Promise<Node[]> {
    const core = await this.#library.knowledge.core();
    if (!node) {
      const next = core.groups.find(({ topics }) => topics.some(({ id }) => !this.#progress.read.has(id)));
      const groups = core.groups.map((group): Node => ({ kind: 'group', ...group, next: group === next }));
      return [
        ...(this.#about ? [this.#about] : []),
        ...groups,
        ...MORE_PAGES.map((page): Node => ({ kind: 'page', page, name: core.words[page] ?? '' })),
        { kind: 'page', page: 'start', name: core.words.legend ?? '' },
      ];
    }
    if (node.kind === 'group') return node.topics.map((topic) => ({ kind: 'topic', topic, parent: node }));
    return node.kind === 'about' ? this.#aboutFile(node) : [];
  }

  async #aboutFile(node: Extract<Node, { kind: 'about' }>): Promise<Node[]> {
    const { document } = node;
    const analysis = await this.#documents.analyse(document);
    if (!analysis) return [];
    const workloads = analysis.file.workloads.map(
      ({ name, range }, index): Node => ({
        kind: 'workload',
        name,
        index,
        document,
        parent: node,
        range: new vscode.Range(document.positionAt(range.start), document.positionAt(range.end)),
      }),
    );
    if (document.lineCount > LONG) return workloads;
    const mentions = new Map<string, number>();
    for (const element of analysis.file.elements()) {
      const topic = analysis.annotator.annotate(element, '').note?.topic;
      if (topic) mentions.set(topic, (mentions.get(topic) ?? 0) + 1);
    }
    const count = ({ id }: TopicEntry) => mentions.get(id) ?? 0;
    const topics = analysis.core.groups
      .flatMap((group) => group.topics)
      .filter(count)
      .sort((a, b) => count(b) - count(a))
      .slice(0, MENTIONED);
    return [...workloads, ...topics.map((topic): Node => ({ kind: 'topic', topic, parent: node }))];
  }

  getTreeItem(node: Node): vscode.TreeItem {
    switch (node.kind) {
      case 'about':
        return this.#aboutItem(node);
      case 'workload':
        return this.#workloadItem(node);
      case 'group':
        return this.#groupItem(node);
      case 'topic':
        return this.#topicItem(node);
      case 'page': {
        const item = new vscode.TreeItem(node.name);
        item.id = node.page;
        item.iconPath = new vscode.ThemeIcon(PAGE_ICONS[node.page]);
        item.command = { command: 'virtlens.openTopic', title: node.name, arguments: [node.page] };
        return item;
      }
    }
  }

  #aboutItem({ document }: Extract<Node, { kind: 'about' }>): vscode.TreeItem {
    const item = new vscode.TreeItem(vscode.l10n.t('About this file'), vscode.TreeItemCollapsibleState.Expanded);
    item.id = `about:${document.uri.toString()}`;
    item.description = document.uri.path.split('/').at(-1) ?? '';
    item.iconPath = new vscode.ThemeIcon('file-code');
    item.contextValue = CONTEXT.group;
    return item;
  }

  #workloadItem({ name, index, document }: Extract<Node, { kind: 'workload' }>): vscode.TreeItem {
    const item = new vscode.TreeItem(name);
    item.id = `workload:${index}:${document.uri.toString()}`;
    item.iconPath = new vscode.ThemeIcon('layers');
    item.contextValue = CONTEXT.workload;
    item.tooltip = vscode.l10n.t('Isolation map of {0}', name);
    item.description = vscode.l10n.t('isolation map');
    item.command = { command: 'virtlens.showMap', title: item.tooltip, arguments: [document.uri] };
    return item;
  }

  #groupItem({ id, name, topics, next }: Extract<Node, { kind: 'group' }>): vscode.TreeItem {
    const { Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(name, next ? Expanded : Collapsed);
    const read = topics.filter((topic) => this.#progress.read.has(topic.id)).length;
    item.id = `group:${id}`;
    item.contextValue = CONTEXT.group;
    item.description = `${read}/${topics.length}`;
    item.accessibilityInformation = { label: vscode.l10n.t('{0}, {1} of {2} topics read', name, read, topics.length) };
    return item;
  }

  #topicItem({ topic, parent }: Extract<Node, { kind: 'topic' }>): vscode.TreeItem {
    const title = topic.title.replaceAll('`', '');
    const read = this.#progress.read.has(topic.id);
    const score = this.#progress.score(topic.id);
    const item = new vscode.TreeItem(title);
    item.id = `topic:${parent.kind}:${topic.id}`;
    item.contextValue = read ? CONTEXT.read : CONTEXT.unread;
    item.iconPath = new vscode.ThemeIcon(read ? 'pass-filled' : 'circle-large-outline');
    const state = read ? vscode.l10n.t('{0} (read)', title) : title;
    const label = read ? vscode.l10n.t('{0}, read', title) : vscode.l10n.t('{0}, not read', title);
    const answers = score && vscode.l10n.t('{0} of {1} questions right', score.right, score.of);
    if (score) item.description = `${score.right}/${score.of}`;
    item.tooltip = answers ? `${state}\n${answers}` : state;
    item.accessibilityInformation = { label: answers ? `${label}, ${answers}` : label };
    item.command = { command: 'virtlens.openTopic', title, arguments: [topic.id] };
    return item;
  }

  dispose(): void {
    clearTimeout(this.#pending);
    for (const disposable of this.#disposables) disposable.dispose();
  }
}
