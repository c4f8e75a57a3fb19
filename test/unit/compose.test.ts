import { describe, expect, test } from 'vitest';
import { compose } from '../../src/formats/compose/format.ts';
import { mountFacets, portFacets, splitColons } from '../../src/formats/compose/short.ts';
import { facetOf } from '../../src/model/element.ts';
import { checkFile } from '../support/properties.ts';
import { bench } from '../support/knowledge.ts';

const { parser } = await bench('compose');

function paths(text: string): string[] {
  return parser
    .parse(text)
    .elements()
    .map(({ path, value }) => `${path}=${value}`);
}

function facets(text: string, path: string, ...keys: string[]): (string | undefined)[] {
  const element = parser
    .parse(text)
    .elements()
    .find((each) => each.path === path);
  return keys.map((key) => element && facetOf(element, key));
}

function hovered(text: string, words: string): string | undefined {
  return parser.parse(text).at(text.indexOf(words))?.path;
}

describe('recognition', () => {
  const services = 'services:\n  web:\n    image: nginx\n';
  test.each([
    ['compose.yaml', undefined, '', true],
    ['docker-compose.prod.yml', undefined, '', true],
    ['compose-dev.yaml', undefined, '', true],
    ['composer.yml', undefined, '', false],
    ['compose.json', undefined, '', false],
    ['stack.txt', 'dockercompose', '', true],
    ['stack.yml', 'yaml', services, true],
    ['stack.yml', 'yaml', `# a comment\r\nversion: "3"\r\n${services.replaceAll('\n', '\r\n')}`, true],
    ['stack.yml', 'yaml', 'services:\n  # first\n  web:\n    restart: always\n\n    build: .\n', true],
    ['services.yaml', 'yaml', 'services:\n  App\\Kernel:\n    class: Foo\n', false],
    ['service.yaml', 'yaml', `apiVersion: v1\nkind: Service\n${services}`, false],
    ['.woodpecker.yml', 'yaml', `steps:\n  a:\n    image: x\n${services}`, false],
    ['.gitlab-ci.yml', 'yaml', 'services:\n  - postgres\njob:\n  image: x\n', false],
    ['.github/workflows/ci.yml', 'yaml', 'on: push\njobs:\n  t:\n    services:\n      db:\n        image: x\n', false],
    ['compose.yaml', 'yaml', 'apiVersion: v1\nkind: ConfigMap\n', false],
    ['notes.md', 'markdown', services, false],
  ])('%s (%s) %#', (path, languageId, head, expected) => {
    expect(compose.recognises({ path, head, ...(languageId && { languageId }) })).toBe(expected);
  });
});

describe('short forms', () => {
  test.each([
    ['a:b', ['a', 'b']],
    ['${A:-./x}:/y:ro', ['${A:-./x}', '/y', 'ro']],
    ['C:\\a:D:\\b:ro', ['C:\\a', 'D:\\b', 'ro']],
    ['c:/a:/b', ['c:/a', '/b']],
    ['data:/b', ['data', '/b']],
    ['[::1]:80:90', ['[::1]', '80', '90']],
  ])('%s', (text, parts) => {
    expect(splitColons(text)).toEqual(parts);
  });

  test('mounts', () => {
    expect(mountFacets('./a:/b:ro,Z')).toMatchObject({ kind: 'bind', source: './a', target: '/b', ro: 'true' });
    expect(mountFacets('data:/b')).toMatchObject({ kind: 'volume', source: 'data', ro: 'false' });
    expect(mountFacets('/b')).toMatchObject({ kind: 'anonymous', target: '/b' });
    expect(mountFacets('\\\\.\\pipe\\x:\\\\.\\pipe\\x')).toMatchObject({ kind: 'npipe' });
    expect(mountFacets('/a:/b:rslave')).toMatchObject({ propagation: 'rslave' });
  });

  test('ports', () => {
    expect(portFacets('127.0.0.1:80:90/udp')).toMatchObject({ host_ip: '127.0.0.1', published: '80', target: '90', protocol: 'udp' });
    expect(portFacets('[::1]:80:90')).toMatchObject({ host_ip: '::1', published: '80', target: '90' });
    expect(portFacets('90')).toMatchObject({ host_ip: '', published: '', target: '90', protocol: 'tcp' });
  });

  test('lists that mean maps', () => {
    expect(paths('services:\n  a:\n    sysctls: [net.x=1]\n    networks: [n]\n    command: [a, b]\n')).toEqual([
      'services=',
      'services/a=',
      'services/a/sysctls=',
      'services/a/sysctls/net.x=1',
      'services/a/networks=',
      'services/a/networks/n=',
      'services/a/command=a b',
    ]);
  });
});

describe('anchors, merges, extends', () => {
  const merged = 'x-c: &c\n  privileged: true\nservices:\n  a:\n    <<: *c\n    image: x\n  b: {<<: *c, privileged: false}\n';

  test('a fragment is explained where it stands, and counts for the services that use it', () => {
    expect(hovered(merged, 'privileged')).toBe('services/a/privileged');
    const { workloads, elements } = parser.parse(merged);
    expect(workloads.map(({ name }) => name)).toEqual(['a', 'b']);
    const of = (workload: number) => elements().flatMap((each) => (each.workload === workload && each.name === 'privileged' ? each.value : []));
    expect([of(0), of(1)]).toEqual([['true'], ['false']]);
    expect(facets(merged, 'services/a/image', 'svc_privileged')).toEqual(['true']);
  });

  test('a service starts from the one it extends, wherever that stands', () => {
    const { workloads } = parser.parse(
      'services:\n  a: {extends: b}\n  b: {extends: {service: c}}\n  c: {image: x}\n  d: {extends: {service: c, file: o.yml}}\n  e: {extends: e}\n',
    );
    expect(workloads.map(({ name, base }) => [name, base])).toEqual([
      ['c', undefined],
      ['b', 0],
      ['a', 1],
      ['d', undefined],
      ['e', undefined],
    ]);
  });

  test('services know what the file says of their volumes and networks', () => {
    const text =
      'services:\n  a:\n    volumes: [data:/v]\n    networks: [n]\nvolumes:\n  data: {driver_opts: {type: nfs}}\nnetworks:\n  n: {driver: macvlan}\n';
    expect(facets(text, 'services/a/volumes/0', 'kind', 'opt_type')).toEqual(['volume', 'nfs']);
    expect(facets(text, 'services/a/networks/n', 'def_driver')).toEqual(['macvlan']);
  });
});

describe('ranges', () => {
  test('CRLF, byte order mark, comments, several documents', () => {
    const text = '\ufeffservices:\r\n  a: # the app\r\n    pid: host # all\r\n---\r\nservices:\r\n  b:\r\n    ipc: host\r\n';
    const file = parser.parse(text);
    const shown = file.elements().map(({ hoverRange: { start, end } }) => text.slice(start, end));
    expect(shown).toEqual(['services', 'a', 'pid: host', 'services', 'b', 'ipc: host']);
    expect(file.workloads.map(({ name }) => name)).toEqual(['a', 'b']);
    checkFile(text, file);
  });

  test('half-typed files and placeholders', () => {
    expect(paths('services:\n  web:\n    pid:\n    net')).toContain('services/web=');
    expect(hovered('services:\n  web:\n    image: {{ image }}\n    pid: host\n', 'pid')).toBe('services/web/pid');
    expect(hovered('services:\n  web:\n    volumes:\n      - \n      - type: bind\n        source:\n    pid: host\n', 'pid')).toBe('services/web/pid');
  });
});

describe('hostile files', () => {
  const chain = (item: (previous: string) => string) =>
    [...'bcdefghijklmnopqr'].map((name, i) => `x-${name}: &${name} ${item('abcdefghijklmnopq'[i] ?? '')}`).join('\n');
  test.each([
    ['alias bomb', `x-a: &a [x, x]\n${chain((at) => `[*${at}, *${at}]`)}\nservices:\n  w:\n    environment: *r\n`],
    ['merge bomb', `x-a: &a {z: 1}\n${chain((at) => `{j: *${at}, k: *${at}, <<: *${at}}`)}\nservices:\n  w:\n    <<: *r\n`],
    ['self reference', 'services:\n  a: &a\n    <<: *a\n    environment: *a\n'],
    ['deep flow', `services: ${'['.repeat(50_000)}`],
    ['deep maps', `services:\n${Array.from({ length: 500 }, (_, i) => `${' '.repeat(i + 1)}a:`).join('\n')}`],
    [
      'one big merge',
      `x-a: &a {${Array.from({ length: 1_000 }, (_, i) => `k${i}: 1`)}}\nservices:\n${Array.from({ length: 1_000 }, (_, i) => `  s${i}: {<<: *a}`).join('\n')}`,
    ],
  ])('%s', (_, text) => {
    const start = performance.now();
    checkFile(text, parser.parse(text));
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});
