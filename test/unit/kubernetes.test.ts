import { describe, expect, test } from 'vitest';
import { isolationMaps, technologyOf } from '../../src/annotate/map.ts';
import { kubernetes } from '../../src/formats/kubernetes/format.ts';
import { masked } from '../../src/formats/kubernetes/template.ts';
import { facetOf } from '../../src/model/element.ts';
import { bench, knowledge } from '../support/knowledge.ts';
import { checkFile } from '../support/properties.ts';

const { parser, annotator } = await bench('kubernetes');
const { technologies } = await knowledge().technologies();

function pod(spec: string): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n${spec.replace(/^/gm, '  ')}\n`;
}

function paths(text: string): string[] {
  return parser
    .parse(text)
    .elements()
    .map(({ path, value }) => `${path}=${value}`);
}

function hovered(text: string, words: string): string | undefined {
  return parser.parse(text).at(text.indexOf(words))?.path;
}

describe('recognition', () => {
  const deployment = 'apiVersion: apps/v1\nkind: Deployment\n';
  test.each([
    ['x.yaml', deployment, true],
    ['x.yml', '# c\r\nkind: "Pod" # c\r\napiVersion: \'v1\'\r\n', true],
    ['x.yaml', `apiVersion: v1\nkind: Service\nspec: {}\n---\n${deployment}`, true],
    ['templates/x.tpl', 'apiVersion: {{ include "v" . }}\nkind: Deployment\n', true],
    ['x.yaml', 'apiVersion: node.k8s.io/v1\nkind: RuntimeClass\n', true],
    ['x.yaml', 'apiVersion: v1\nkind: List\nitems: []\n', true],
    ['x.yaml', 'apiVersion: v1\nkind: Service\n', false],
    ['x.yaml', 'apiVersion: networking.k8s.io/v1\nkind: Ingress\n---\napiVersion: v1\nkind: ConfigMap\n', false],
    ['x.yaml', 'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nspec:\n  scaleTargetRef:\n    apiVersion: apps/v1\n    kind: Deployment\n', false],
    ['x.yaml', 'apiVersion: batch.volcano.sh/v1alpha1\nkind: Job\n', false],
    ['x.yaml', 'apiVersion: v1\n---\nkind: Pod\n', false],
    ['x.yaml', 'services:\n  web:\n    image: nginx\n', false],
    ['x.json', deployment, false],
    ['x.json', '{\n\t"kind": "Deployment",\n\t"apiVersion": "apps/v1"\n}', true],
    ['x.json', '\ufeff{"apiVersion":"v1","metadata":{"ownerReferences":[{"kind":"Job"}]},"kind":"Pod","spec":{}}', true],
    ['x.json', '{"apiVersion":"v1","kind":"List","items":[{"kind":"Pod","apiVersion":"v1"}]}', true],
    ['x.json', '{"apiVersion":"v1","kind":"Service"}', false],
    ['x.json', '{"apiVersion":"v1","involvedObject":{"kind":"Pod"}}', false],
    ['x.json', '[{"apiVersion":"v1","kind":"Pod"}]', false],
    ['x.json', '{"examples":["kind","Pod","apiVersion","v1"],"a":"\\"kind\\":\\"Pod\\"","b":"unclosed', false],
  ])('%s %#', (path, head, expected) => {
    expect(kubernetes.recognises({ path, head })).toBe(expected);
  });
});

describe('one path for all kinds', () => {
  const spec = 'hostPID: true\ncontainers: [{name: c, securityContext: {privileged: true}}]';
  const indented = (by: number) => spec.replace(/^/gm, ' '.repeat(by));
  test.each([
    ['Pod', pod(spec)],
    ['Deployment', `apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n${indented(6)}\n`],
    ['CronJob', `apiVersion: batch/v1\nkind: CronJob\nspec:\n  jobTemplate:\n    spec:\n      template:\n        spec:\n${indented(10)}\n`],
    ['PodTemplate', `apiVersion: v1\nkind: PodTemplate\ntemplate:\n  spec:\n${indented(4)}\n`],
    ['List', `apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  spec:\n${indented(4)}\n`],
  ])('%s', (_, text) => {
    expect(paths(text)).toEqual(expect.arrayContaining(['pod/hostPID=true', 'container/securityContext/privileged=true']));
    expect(parser.parse(text).workloads).toHaveLength(2);
  });

  test.each(['\t', '  ', ''])('JSON, indented by "%s"', (by) => {
    const object = { kind: 'Pod', apiVersion: 'v1', spec: { hostPID: true, containers: [{ name: 'c', securityContext: { privileged: true } }] } };
    const text = JSON.stringify(object, null, by);
    expect(paths(text)).toEqual(expect.arrayContaining(['pod/hostPID=true', 'container/securityContext/privileged=true']));
    expect(parser.parse(text).workloads.map(({ name }) => name)).toEqual(['Pod', 'c']);
    expect(hovered(text, 'true')).toBe('pod/hostPID');
    checkFile(text, parser.parse(text));
  });

  test('kinds without a pod have no elements', () => {
    expect(paths('apiVersion: v1\nkind: ConfigMap\ndata: {hostPID: "true"}\n')).toEqual([]);
  });
});

describe('containers start from their pod', () => {
  test('and override it', () => {
    const text = pod(
      'hostNetwork: true\nsecurityContext: {seccompProfile: {type: RuntimeDefault}}\ncontainers:\n- {name: a}\n- {name: b, securityContext: {seccompProfile: {type: Unconfined}}}\nvolumes:\n- {name: v, hostPath: {path: /}}',
    );
    const file = parser.parse(text);
    expect(file.workloads.map(({ name, base }) => [name, base])).toEqual([
      ['Pod/p', undefined],
      ['a', 0],
      ['b', 0],
    ]);
    const of = (layer: string) =>
      isolationMaps(file, annotator, technologies, 'kubernetes-pod').map(({ rows }) => rows.find((row) => row.layer === layer)?.cell.boundary);
    expect(of('network')).toEqual(['shared', 'shared', 'shared']);
    expect(of('hostname')).toEqual(['shared', 'shared', 'shared']);
    expect(of('kernel')).toEqual(['restricted', 'restricted', 'shared']);
    expect(of('filesystem')).toEqual(['layered', 'layered', 'layered']);
  });

  test('only what mounts a volume shares its files', () => {
    const text = pod('containers:\n- {name: a, volumeMounts: [{name: v, mountPath: /h}]}\n- {name: b}\nvolumes:\n- {name: v, hostPath: {path: /}}');
    const maps = isolationMaps(parser.parse(text), annotator, technologies, 'kubernetes-pod');
    expect(maps.map(({ rows }) => rows.find(({ layer }) => layer === 'filesystem')?.cell.boundary)).toEqual(['layered', 'shared', 'layered']);
  });

  test('the runtime class decides the technology of all of them', () => {
    const file = parser.parse(pod('runtimeClassName: gvisor\ncontainers: [{name: a}]'));
    expect([0, 1].map((workload) => technologyOf(file, annotator, workload, 'kubernetes-pod'))).toEqual(['gvisor', 'gvisor']);
  });

  test('keys know their pod and their volume', () => {
    const file = parser.parse(
      pod('hostUsers: false\ncontainers: [{name: a, volumeMounts: [{name: v, mountPath: /h, readOnly: yes}]}]\nvolumes: [{name: v, nfs: {path: /x}}]'),
    );
    const mount = file.elements().find(({ path }) => path === 'container/volumeMounts/mountPath/nfs');
    expect(mount && ['pod_hostUsers', 'ro', 'vol_path', 'container'].map((key) => facetOf(mount, key))).toEqual(['false', 'true', '/x', 'a']);
  });
});

describe('templates', () => {
  test('are masked in place', () => {
    const text = 'a: {{ .x }}\n{{- if .y }}\n  b: "{{ .z }}c"\r\n{{/* two\nlines */}}\nd: {{ open';
    const result = masked(text);
    expect(result).toBe(`a: ${'_'.repeat(8)}\n${' '.repeat(12)}\n  b: "${'_'.repeat(8)}c"\r\n${' '.repeat(8)}\n${' '.repeat(10)}\nd: {{ open`);
    expect(masked('a: 1')).toBe('a: 1');
  });

  test('what still parses is hovered, and a value to come says nothing', () => {
    const text = pod(
      '{{- with .Values.x }}\nhostNetwork: {{ .host }}\n{{- end }}\nhostPID: true\ncontainers:\n{{- range .c }}\n- name: {{ . }}\n  {{- toYaml .s | nindent 2 }}\n{{- end }}',
    );
    expect(hovered(text, 'hostPID')).toBe('pod/hostPID');
    expect(paths(text)).toContain('pod/hostNetwork={{ .host }}');
    const element = parser.parse(text).at(text.indexOf('hostNetwork'));
    expect(element && annotator.annotate(element, 'kubernetes-pod').note).toBeUndefined();
  });
});

describe('ranges', () => {
  test('CRLF, byte order mark, comments, anchors', () => {
    const text =
      '\ufeffapiVersion: v1\r\nkind: Pod # c\r\nspec:\r\n  containers:\r\n  - &a\r\n    name: a\r\n    tty: true # c\r\n    command:\r\n    - x\r\n  - <<: *a\r\n    name: b\r\n';
    const file = parser.parse(text);
    const shown = file.elements().flatMap(({ hoverRange: { start, end } }) => (end > start ? text.slice(start, end) : []));
    expect(shown).toEqual(['apiVersion: v1', 'kind: Pod', 'spec', 'containers', 'name: a', 'tty: true', 'command', 'name: b']);
    expect(file.workloads.map(({ name }) => name)).toEqual(['Pod', 'a', 'b']);
    expect(file.elements().filter(({ path, workload }) => path === 'container/tty' && workload === 2)).toHaveLength(1);
    checkFile(text, file);
  });

  test('half-typed', () => {
    expect(hovered(pod('hostPID: true\ncontainers:\n- name: a\n  securityContext:\n    privil'), 'hostPID')).toBe('pod/hostPID');
    expect(hovered(pod('containers:\n- \n- name:\nvolumes:\n- name: x\n  hostPath:\nhostIPC: true'), 'hostIPC')).toBe('pod/hostIPC');
    expect(paths('apiVersion: v1\nkind: Pod\nspec')).toContain('object/kind=Pod');
  });
});

describe('hostile files', () => {
  const names = [...'bcdefghijklmnopqr'];
  const chain = (item: (previous: string) => string) => names.map((name, i) => `  ${name}: &${name} ${item('abcdefghijklmnopq'[i] ?? '')}`).join('\n');
  const bomb = (seed: string, item: (previous: string) => string, use: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata:\n  a: &a ${seed}\n${chain(item)}\nspec:\n${use}\n`;
  test.each([
    ['alias bomb', bomb('[x, x]', (at) => `[*${at}, *${at}]`, '  containers: *r')],
    ['merge bomb', bomb('{z: 1}', (at) => `{j: *${at}, k: *${at}, <<: *${at}}`, '  <<: *r')],
    ['one container many times', `${pod('containers:')}  - &a {${Array.from({ length: 500 }, (_, i) => `k${i}: 1`)}}\n${'  - *a\n'.repeat(2_000)}`],
    ['self reference', pod('&a\n  containers: [*a]\n  volumes: *a')],
    ['deep flow', `apiVersion: v1\nkind: Pod\nspec: ${'['.repeat(50_000)}`],
    ['deep maps', `apiVersion: v1\nkind: Pod\nspec:\n${Array.from({ length: 500 }, (_, i) => `${' '.repeat(i + 1)}a:`).join('\n')}`],
    ['many actions in a line', `${pod('hostPID: true')}a: ${'{{a}}'.repeat(100_000)}`],
    ['nested lists', `apiVersion: v1\nkind: List\nitems:\n${'- apiVersion: v1\n  kind: List\n  items: []\n'.repeat(2_000)}`],
  ])('%s', (_, text) => {
    const start = performance.now();
    checkFile(text, parser.parse(text));
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});
