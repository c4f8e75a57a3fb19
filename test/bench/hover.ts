import { DockerfileLanguageServiceFactory } from 'dockerfile-language-service';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { fixturesOf } from '../support/fixtures.ts';
import { asker } from './ask.ts';
import { generateDockerfile } from './generate.ts';
import { compete, flat, spread, timeEach } from './measure.ts';
import { duel, type Row } from './table.ts';

const { parser, hover, hoverable } = await asker('dockerfile');
const peer = DockerfileLanguageServiceFactory.createLanguageService();
peer.setCapabilities({ hover: { contentFormat: ['markdown'] } });

/** Hovers on documents that have been parsed before. The peer's only entry takes the text and parses it each time. */
export function cachedHover(quick: boolean): Row[] {
  const all = fixturesOf('dockerfile').map(({ text }) => text);
  const fixtures = quick ? spread(all, 6) : all;
  const target = { text: 'p99 ≤ 0.1×', p99: 0.1 };
  return [
    cachedRow(`Hover, document parsed before: ${fixtures.length} fixtures`, fixtures, quick ? 200 : 5_000, quick, target),
    cachedRow('Hover, document parsed before: 1,000 lines', [generateDockerfile(1_000)], quick ? 100 : 400, quick, target),
  ];
}

function cachedRow(measure: string, texts: readonly string[], most: number, quick: boolean, target: { text: string; p99: number }): Row {
  const questions = texts.flatMap((text) => {
    const [document, file] = [TextDocument.create('file:///Dockerfile', 'dockerfile', 1, text), parser.parse(text)];
    file.elements();
    return hoverable(text).map((offset) => ({ text, file, offset, position: document.positionAt(offset) }));
  });
  const asked = spread(questions, most);
  const contestants = [
    () => timeEach(asked, ({ text, file, offset }) => hover(text, file, offset)),
    () => timeEach(asked, ({ text, position }) => peer.computeHover(text, position)),
  ];
  for (const warmUp of contestants) warmUp();
  const [ours, theirs] = compete(quick ? 1 : 5, contestants);
  if (!ours || !theirs) throw new Error('no result');
  const answered = asked.filter(({ text, position }) => peer.computeHover(text, position)).length;
  return duel(`${measure}, ${asked.length} offsets (the peer has an answer for ${answered})`, ours, theirs, target);
}

/** Hovers on documents whose text has just changed: both parse, then answer. */
export function freshHover(quick: boolean): Row[] {
  const sizes = [
    { lines: 100, count: 300 },
    { lines: 1_000, count: 150 },
    { lines: 10_000, count: 30 },
  ];
  return sizes.map(({ lines, count }) => {
    const base = generateDockerfile(lines);
    const offsets = spread(hoverable(base), quick ? Math.ceil(count / 10) : count);
    const document = TextDocument.create('file:///Dockerfile', 'dockerfile', 1, base);
    let edits = 0;
    // Another text each time, the offsets unchanged: a number in the first comment.
    const changed = () => flat(base.replace('docker/dockerfile:1', `docker/dockerfile:${++edits % 10}`));
    const questions = () => offsets.map((offset) => ({ text: changed(), offset, position: document.positionAt(offset) }));
    const contestants = [
      () => timeEach(questions(), ({ text, offset }) => hover(text, parser.parse(text), offset)),
      () => timeEach(questions(), ({ text, position }) => peer.computeHover(text, position)),
    ];
    for (const warmUp of contestants) warmUp();
    const [ours, theirs] = compete(quick ? 1 : 5, contestants);
    if (!ours || !theirs) throw new Error('no result');
    return duel(`Hover, document just changed: ${lines.toLocaleString('en')} lines`, ours, theirs, { text: 'p99 ≤ 1×', p99: 1 });
  });
}
