import { TextDocument } from 'vscode-languageserver-textdocument';
import { getLanguageService } from 'yaml-language-server';
import { fixturesOf } from '../support/fixtures.ts';
import { asker } from './ask.ts';
import { compete, spread, type Stats, statsOf, timeEach } from './measure.ts';
import { duel, type Row } from './table.ts';

const { parser, notes, hover, hoverable } = await asker('compose');

/** Compose hovers beside yaml-language-server's, whose schema describes every key of a service that VirtLens knows. */
export async function yamlHover(quick: boolean): Promise<Row[]> {
  const texts = fixturesOf('compose').map(({ text }) => text);
  return [await row('Compose hover, document parsed before', texts, quick, false), await row('Compose hover, document just changed', texts, quick, true)];
}

async function row(measure: string, texts: readonly string[], quick: boolean, fresh: boolean): Promise<Row> {
  const peer = serviceOf();
  let version = 1;
  const questions = spread(
    texts.flatMap((text) => {
      const document = TextDocument.create('file:///compose.yaml', 'yaml', 1, text);
      const file = parser.parse(text);
      file.elements();
      return hoverable(text).map((offset) => ({ text, file, offset, position: document.positionAt(offset), document }));
    }),
    quick ? 100 : fresh ? 300 : 2_000,
  );
  const ask = ({ text, file, offset }: (typeof questions)[number]) => hover(text, fresh ? parser.parse(text) : file, offset);
  const askPeer = async ({ text, position, document }: (typeof questions)[number]) =>
    peer.doHover(fresh ? TextDocument.create('file:///compose.yaml', 'yaml', ++version, text) : document, position);
  const theirs: Stats[] = [];
  let answered = 0;
  for (let run = 0; run < (quick ? 2 : 4); run++) {
    const samples: number[] = [];
    answered = 0;
    for (const question of questions) {
      const start = performance.now();
      if (await askPeer(question)) answered++;
      samples.push(performance.now() - start);
    }
    theirs.push(statsOf(samples));
  }
  timeEach(questions, ask);
  const [ours] = compete(quick ? 1 : 3, [() => timeEach(questions, ask)]);
  const last = theirs.at(-1);
  if (!ours || !last) throw new Error('no result');
  const target = fresh ? { text: 'p99 ≤ 1×', p99: 1 } : { text: 'p99 ≤ 0.1×', p99: 0.1 };
  return duel(`${measure}, ${questions.length} offsets (the peer has an answer for ${answered})`, ours, last, target);
}

function serviceOf() {
  const keys = new Set(
    notes.notes
      .flatMap(({ paths }) => paths)
      .concat(notes.neutral)
      .flatMap((path) => /^services\/\*\/(\w+)/.exec(path)?.[1] ?? []),
  );
  const service = { type: 'object', properties: Object.fromEntries([...keys].map((key) => [key, { description: `The key ${key} of a service.` }])) };
  const schema = JSON.stringify({ type: 'object', properties: { services: { type: 'object', description: 'Services.', additionalProperties: service } } });
  const peer = getLanguageService({
    schemaRequestService: async () => schema,
    workspaceContext: { resolveRelativePath: (path) => path },
    telemetry: { send: () => undefined, sendError: () => undefined, sendTrack: () => undefined },
  });
  peer.configure({ validate: false, hover: true, schemas: [{ uri: 'file:///compose.schema.json', fileMatch: ['*.yaml'] }] });
  return peer;
}
