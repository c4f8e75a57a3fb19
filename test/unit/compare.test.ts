import { describe, expect, test } from 'vitest';
import { isolationMaps } from '../../src/annotate/map.ts';
import { applyChange, changeOf } from '../../src/annotate/what-if.ts';
import { changedColumn, technologyColumn, workloadColumn } from '../../src/render/column.ts';
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
    const utility = kernelsSvg([technologyColumn(byId('wsl2'))], core);
    expect([count(utility, core.words.kernelForAll ?? ''), count(utility, core.words.kernelOne ?? '')]).toEqual([1, 0]);
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

describe('what changes if', () => {
  const file = parser.parse(text);
  const at = (name: string) => {
    const element = file.elements().find((each) => each.name === name);
    if (!element) throw new Error(name);
    return element;
  };
  test('the notes know other values that answer otherwise, not the present one', () => {
    const other = parser.parse('services:\n  web:\n    network_mode: host\n').elements();
    const mode = other.find(({ name }) => name === 'network_mode');
    if (!mode) throw new Error('network_mode');
    expect(annotator.alternatives(mode)).toContainEqual({ value: 'none', boundary: 'isolated' });
    expect(annotator.alternatives(mode).map(({ value }) => value)).not.toContain('host');
    expect(annotator.alternatives(at('image'))).toEqual([]);
  });
  test('a change is made in place, quotes stay, and places lead back', () => {
    const quoted = 'services:\n  web:\n    pid: "host"\n    ipc: host\n';
    const parsed = parser.parse(quoted);
    const pid = parsed.elements().find(({ name }) => name === 'pid');
    if (!pid) throw new Error('pid');
    const changed = applyChange(quoted, parsed, changeOf(parsed, pid, 'service:db'));
    expect(changed?.text).toBe(quoted.replace('"host"', '"service:db"'));
    const ipc = changed?.text.indexOf('ipc') ?? -1;
    expect(changed?.before({ start: ipc, end: ipc + 3 })).toEqual({ start: quoted.indexOf('ipc'), end: quoted.indexOf('ipc') + 3 });
  });
  test('an element that is gone changes nothing', () => {
    expect(applyChange('services: {}\n', parser.parse('services: {}\n'), { path: 'services/*/pid', turn: 0, value: 'x' })).toBeUndefined();
  });
  const changedWeb = (value?: string) => {
    const changed = applyChange(text, file, changeOf(file, at('pid'), value));
    if (!changed) throw new Error('pid');
    const [then] = isolationMaps(parser.parse(changed.text), annotator, technologies, format.technology);
    if (!then) throw new Error('the service has a map');
    return changedColumn(workloadColumn('web', byId('docker'), then), changed, value, core);
  };
  test('only what differs stands first', () => {
    const html = renderComparison([web, changedWeb()], 'differences', look);
    const [, different = ''] = /<tbody>(.*?)<\/tbody>/s.exec(html) ?? [];
    expect([...different.matchAll(/data-layer="(\w+)"/g)].map(([, layer]) => layer)).toEqual(['processes']);
    expect(html).not.toContain('role="status"');
  });
  test('and where nothing differs, the page says so', () => {
    expect(renderComparison([web, changedWeb('host')], 'differences', look)).toContain('role="status"');
  });
});
