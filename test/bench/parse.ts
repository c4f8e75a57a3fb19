import { DockerfileParser } from 'dockerfile-ast';
import { bench } from '../support/knowledge.ts';
import { generateDockerfile } from './generate.ts';
import { compete, flat, timeEach } from './measure.ts';
import { duel, type Row, time } from './table.ts';

const { parser } = await bench('dockerfile');

/** The whole of a file: splitting and every element. The peer is dockerfile-ast's own parser, which VirtLens uses for single instructions. */
export function parsing(quick: boolean): Row[] {
  const sizes = [
    { lines: 100, count: 50 },
    { lines: 1_000, count: 20 },
    { lines: 10_000, count: 4 },
    { lines: 100_000, count: 1 },
  ];
  let before: number | undefined;
  return sizes.map(({ lines, count }) => {
    const text = generateDockerfile(lines);
    const texts = () => Array.from({ length: quick ? Math.ceil(count / 5) : count }, () => flat(text));
    const contestants = [
      () => timeEach(texts(), (each) => parser.parse(each).elements()),
      () => timeEach(texts(), (each) => DockerfileParser.parse(each).getInstructions()),
      () => timeEach(texts(), (each) => parser.parse(each)),
    ];
    if (lines < 100_000) for (const warmUp of contestants) warmUp();
    const [ours, theirs, split] = compete(quick ? 1 : 5, contestants);
    if (!ours || !theirs || !split) throw new Error('no result');
    const growth = before === undefined ? undefined : ours.best / before;
    before = ours.best;
    const row = duel(`Parse, all elements: ${lines.toLocaleString('en')} lines (splitting alone ${time(split.median)})`, ours, theirs);
    return growth === undefined ? row : { ...row, target: `${growth.toFixed(1)}× for 10× the lines (fastest runs), ≤ 13×`, met: growth <= 13 };
  });
}
