import type { Core, NotesFile } from '../model/knowledge.ts';
import type { HoverAnswer } from '../model/note.ts';
import { escapeMarkdown, markdownCode, textToMarkdown } from './escape.ts';
import { oneLine } from './text.ts';

/** The commands a hover links to: the only ones its Markdown may be trusted for. */
export const HOVER_COMMANDS = ['virtlens.openTopic', 'virtlens.compare', 'virtlens.showMap'] as const;

/** The first line's length, in characters: it should not wrap. */
const FIRST_LINE = 88;

/**
 * A hover as Markdown: the setting and its boundary; what it means; the virtual machine instead; where to go on.
 * @param setting the hovered text, from the user's file; always shown as code
 * @param uri the file's, for the link to its map
 */
export function renderHover({ note }: HoverAnswer, setting: string, uri: string, core: Core, notes: NotesFile): string {
  const boundary = core.boundaries.find((each) => each.id === note.boundary);
  const layer = core.layers.find((each) => each.id === note.layer);
  const word = (key: string) => core.words[key] ?? key;
  const against = core.technologies.find((each) => each.id === note.technology)?.against;
  const facts = [
    `$(${boundary?.codicon ?? 'info'}) **${escapeMarkdown(boundary?.name ?? note.boundary)}**`,
    escapeMarkdown(layer?.name ?? note.layer),
    ...(note.with ? [escapeMarkdown(core.parties[note.with] ?? note.with)] : []),
    ...(note.scope === 'build' ? [escapeMarkdown(word('atBuild'))] : []),
  ];
  const room = FIRST_LINE - facts.join(' · ').replace(/\$\([\w-]+\)|[*\\]/g, '').length;
  const blocks = [`${markdownCode(oneLine(setting, Math.max(12, room)))} ${facts.join(' · ')}`, textToMarkdown(note.text)];
  if (note.vm) blocks.push(`$(vm) **${escapeMarkdown(word('vm'))}** ${textToMarkdown(note.vm)}`);
  if (note.check) blocks.push(`$(terminal) **${escapeMarkdown(word('check'))}** ${markdownCode(note.check)}`);
  const links = [
    ...(note.topic ? [link(notes.topics[note.topic] ?? note.topic, 'virtlens.openTopic', note.topic)] : []),
    ...(against ? [link(word('compare'), 'virtlens.compare', [note.technology, against])] : []),
    link(word('openMap'), 'virtlens.showMap', uri),
  ];
  const sources = note.sources.flatMap((id) => notes.sources[id] ?? []).map((source) => `[${escapeMarkdown(source.title)}](${source.url})`);
  blocks.push('---', `VirtLens: ${links.join(' · ')}`, `${escapeMarkdown(word('source'))}: ${sources.join(', ')}`);
  return blocks.join('\n\n');
}

function link(label: string, command: (typeof HOVER_COMMANDS)[number], ...args: unknown[]): string {
  const query = args.length ? `?${encodeURIComponent(JSON.stringify(args))}` : '';
  return `[${escapeMarkdown(label.replaceAll('`', ''))}](command:${command}${query})`;
}
