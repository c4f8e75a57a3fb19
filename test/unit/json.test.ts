import { describe, expect, test } from 'vitest';
import { fieldsOf, member, readJson } from '../../src/formats/json/tree.ts';
import { recognise } from '../../src/formats/registry.ts';
import { bench } from '../support/knowledge.ts';

describe('JSON as people type it', () => {
  test('comments, trailing commas and escapes', () => {
    const root = readJson('{ // one\n "a": "x\\n", /* two */ "b": [1, 2,], }');
    expect(fieldsOf(root)).toEqual({ a: 'x\n', b: '1,2' });
  });
  test.each(['', '{', '{"a"', '{"a":', '{"a":{"b":1', '[', '{"a":1 "b":2}', '}}}}', '{"a":}', '{:1}', '"just text"', '{"a" "b" "c"}'])(
    'half-typed %j gives what is there',
    (text) => {
      expect(() => readJson(text)).not.toThrow();
    },
  );
  test('a missing comma costs nothing', () => expect(fieldsOf(readJson('{"a":1\n"b":2}'))).toEqual({ a: '1', b: '2' }));
  test('a key without a value does not take the next key for one', () => {
    expect(member(readJson('{"a":\n, "b": 2}'), 'b')?.value).toBe('2');
  });
  test.each([
    ['{"a":\n "b": 2}', { b: '2' }],
    ['{"a": {"x": [1, }, "b": 2}', { b: '2' }],
    ['{"a": 1 ]]], "b": 2}', { a: '1', b: '2' }],
    ['\ufeff{"b": 2}', { b: '2' }],
    ['{"a": {{ ram }}, "b": ${B}, "c": @C@, "d": <%= d %>}', { a: '{{ ram }}', b: '${B}', c: '@C@', d: '<%= d %>' }],
    ['{"a": {% if x %} 1 {% endif %}, "b": 2}', { a: '{% if x %}', b: '2' }],
    ['{"a": null, "b": "null"}', { b: 'null' }],
  ])('%j', (text, fields) => expect(fieldsOf(readJson(text))).toEqual(fields));
  test('what is null is not there', () => expect(member(readJson('{"vm": null}'), 'vm')).toBeUndefined());
  test('100 000 levels', () => expect(readJson('{"a":'.repeat(100_000))?.kind).toBe('object'));
  test('ranges are those of the text', () => {
    const text = '{"日本": {"k": "値"}}';
    const inner = member(readJson(text), '日本');
    expect(text.slice(inner?.range.start, inner?.range.end)).toBe('{"k": "値"}');
  });
});

describe('microVM files are recognised by content', () => {
  test.each([
    ['vm_config.json', '{"boot-source": {}, "machine-config": {}}', true],
    ['a.json', '{"payload": {"kernel": "x"}, "cpus": {"boot_vcpus": 1}}', true],
    ['package.json', '{"name": "x", "payload": {}}', false],
    ['drives.json', '{"drives": []}', false],
    ['notes.txt', '{"boot-source": {}, "drives": []}', false],
  ])('%s', (path, head, known) => expect(recognise({ path, head })?.id === 'microvm').toBe(known));

  test('the hypervisor is told by what the file has', async () => {
    const { parser } = await bench('microvm');
    expect(parser.parse('{"boot-source": {}}').elements()[0]?.path).toBe('firecracker/boot-source');
    expect(parser.parse('{"payload": {}}').elements()[0]?.path).toBe('ch/payload');
    expect(parser.parse('{"config": {"payload": {}}, "state": "Running"}').elements()[0]?.path).toBe('ch/payload');
    expect(parser.parse('[]').workloads).toEqual([]);
  });
});
