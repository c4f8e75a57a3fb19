import { describe, expect, test } from 'vitest';
import { isolationMaps } from '../../src/annotate/map.ts';
import { recognise } from '../../src/formats/registry.ts';
import { bench, knowledge } from '../support/knowledge.ts';

const { parser, annotator, format } = await bench('oci');
const { technologies } = await knowledge().technologies();
const rowOf = (text: string, layer: string) =>
  isolationMaps(parser.parse(text), annotator, technologies, format.technology)[0]?.rows.find((row) => row.layer === layer);

describe('OCI configurations', () => {
  test.each([
    ['config.json', '{"ociVersion": "1.0.2", "process": {}}', true],
    ['state.json', '{"ociVersion": "1.0.2", "bundle": "/b", "annotations": {}}', false],
    ['config.json', '{"name": "x"}', false],
    ['config.txt', '{"ociVersion": "1.0.2", "process": {}}', false],
  ])('%s %s', (path, head, known) => expect(recognise({ path, head })?.id === 'oci').toBe(known));

  test('a namespace that is not asked for is shared with the host, in the map', () => {
    const text = '{"ociVersion": "1.2.0", "linux": {"namespaces": [{"type": "pid"}]}}';
    expect(rowOf(text, 'network')?.cell.boundary).toBe('shared');
    expect(rowOf(text, 'processes')?.cell.boundary).toBe('isolated');
  });

  test("without a list of namespaces all are the host's", () => {
    const text = '{"ociVersion": "1.0.2", "linux": {}}';
    for (const layer of ['processes', 'network', 'filesystem', 'ipc', 'hostname']) expect(rowOf(text, layer)?.cell.boundary).toBe('shared');
  });

  test('a joined namespace decides its own layer', () => {
    const text = '{"ociVersion": "1.2.0", "linux": {"namespaces": [{"type": "network", "path": "/proc/7/ns/net"}, {"type": "pid"}]}}';
    expect(rowOf(text, 'network')?.cell.boundary).toBe('shared');
    expect(rowOf(text, 'processes')?.cell.boundary).toBe('isolated');
  });

  test('a bind mount is told by its options, whatever its type', () => {
    const text = '{"ociVersion": "1.2.0", "mounts": [{"destination": "/host", "source": "/", "options": ["rbind", "ro"]}]}';
    expect(rowOf(text, 'filesystem')?.cell.boundary).toBe('shared');
  });

  test.each([
    ['{"ociVersion": "1", "windows": {"hyperv": {}}}', 'own'],
    ['{"ociVersion": "1", "vm": {}}', 'own'],
    ['{"ociVersion": "1", "process": {"args": ["sh"]}}', 'restricted'],
  ])('%s has its kernel %s', (text, boundary) => expect(rowOf(text, 'kernel')?.cell.boundary).toBe(boundary));
});
