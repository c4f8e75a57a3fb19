import { describe, expect, test } from 'vitest';
import { isolationMaps } from '../../src/annotate/map.ts';
import { technologyColumn, workloadColumn } from '../../src/render/column.ts';
import { renderComparison } from '../../src/render/comparison.ts';
import { comparisonMarkdown, comparisonSvg } from '../../src/render/export.ts';
import { kernelsSvg } from '../../src/render/kernels.ts';
import { bench, knowledge } from '../support/knowledge.ts';

const { parser, annotator, format, core, notes } = await bench('compose');
const { technologies, sources } = await knowledge().technologies();
const byId = (id: string) => {
  const found = technologies.find((each) => each.id === id);
  if (!found) throw new Error(id);
  return found;
};
const text = 'services:\n  web:\n    image: nginx\n    pid: host\n';
const [map] = isolationMaps(parser.parse(text), annotator, technologies, format.technology);
if (!map) throw new Error('the service has a map');
const web = workloadColumn('web (compose.yaml)', byId('docker'), map);
const kvm = technologyColumn(byId('kvm'));
const look = { core, sources: { ...sources, ...notes.sources } };

describe('a workload of a file as a column', () => {
  const html = renderComparison([technologyColumn(byId('docker')), web, kvm], 'differences', look);
  test('its row says what the file made of the layer, beside the technology as it is', () => {
    const row = /<tr data-layer="processes">.*?<\/tr>/s.exec(html)?.[0] ?? '';
    const cells = row.split('<td>').slice(1);
    expect(cells[0]).toContain('b-isolated');
    expect(cells[1]).toContain('b-shared');
    expect(cells[1]).toContain('pid host');
  });
  test('the line that decided is a way there, and knows its column', () => {
    const start = text.indexOf('pid: host');
    expect(html).toContain(`data-reveal="${start},${start + 'pid: host'.length}" data-column="1"`);
  });
});

describe('whose kernel answers', () => {
  test('containers share one, machines have one each', () => {
    const count = (svg: string, label: string) => svg.split(`>${label}<`).length - 1;
    const shared = kernelsSvg([web], core);
    expect([count(shared, core.words.kernelShared ?? ''), count(shared, core.words.kernelOne ?? '')]).toEqual([1, 0]);
    const own = kernelsSvg([kvm], core);
    expect([count(own, core.words.kernelShared ?? ''), count(own, core.words.kernelOne ?? '')]).toEqual([0, 3]);
  });
});

describe('exports', () => {
  test('Markdown has every layer, and the sources of what it says', () => {
    const markdown = comparisonMarkdown([web, kvm], 'layers', look);
    for (const layer of core.layers) expect(markdown).toContain(`| ${layer.name} |`);
    expect(markdown).toMatch(/## Sources\n\n- \[/);
    expect(
      new Set(
        markdown
          .split('\n')
          .filter((line) => line.startsWith('|'))
          .map((line) => line.replaceAll('\\\\|', '').split(' | ').length),
      ).size,
    ).toBe(1);
  });
  test('the SVG stands alone, and a hostile name stays text', () => {
    const svg = comparisonSvg([{ ...web, name: '<script>' }], look);
    expect(svg).toContain('xmlns="http://www.w3.org/2000/svg"');
    expect(svg).not.toMatch(/<script|var\(/);
  });
});
