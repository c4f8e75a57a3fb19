import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../../src/cli/files.ts';
import { explain, type Explanation } from '../../src/environment/explain.ts';
import type { EnvironmentKnowledge, Evidence } from '../../src/model/environment.ts';
import { knowledge } from '../support/knowledge.ts';

/** A recorded tree: where each text comes from, what the rules must make of it, and what of it decides. */
interface Fixture {
  readonly about: string;
  readonly origin: 'live' | 'lab' | 'thread' | 'code';
  readonly from: readonly { readonly source: string; readonly signals: readonly string[] }[];
  readonly evidence: Evidence;
  readonly layers: readonly string[];
  readonly doubts: readonly string[];
  readonly remarks: readonly string[];
  readonly without: { readonly signals: readonly string[]; readonly layers: readonly string[] };
}

const folder = join(ROOT, 'test', 'fixtures', 'environment');
const fixtures = readdirSync(folder).map((name) => [name.replace('.json', ''), JSON.parse(readFileSync(join(folder, name), 'utf8')) as Fixture] as const);

let rules: EnvironmentKnowledge;
beforeAll(async () => {
  rules = await knowledge().environment();
});

const said = ({ layers }: Explanation) => layers.map(({ id, confidence }) => `${id} ${confidence}`);

describe('explaining recorded surroundings', () => {
  test.each(fixtures)('%s', (_, { evidence, layers, doubts, remarks }) => {
    const explanation = explain(evidence, rules);
    expect(said(explanation)).toEqual(layers);
    expect([...new Set(explanation.doubts.map(({ layer }) => layer))]).toEqual(doubts);
    expect(explanation.remarks.map(({ rule }) => rule)).toEqual(remarks);
  });

  test.each(fixtures)('%s: without what decides, another answer', (_, { evidence, layers, without }) => {
    const fewer = Object.fromEntries(Object.entries(evidence).filter(([signal]) => !without.signals.includes(signal)));
    expect(said(explain(fewer, rules))).toEqual(without.layers);
    if (!without.signals.includes('platform')) expect(without.layers).not.toEqual(layers);
  });

  test('an init of the same name that is handed vsock ports is nerdbox’s, not Apple’s', () => {
    const apple = { platform: 'linux', '/proc/cmdline': 'console=hvc0 init=/sbin/vminitd ro root=/dev/vda' };
    const nerdbox = { ...apple, '/proc/cmdline': 'root=/dev/vda ro init=/sbin/vminitd -- -vsock-rpc-port=1025 -vsock-cid=3' };
    expect(said(explain(apple, rules))).toContain('apple-container likely');
    expect(said(explain(nerdbox, rules)).join()).not.toContain('apple-container');
  });

  test('at least 40 go back to something recorded, not only to what a detector reads; where each text comes from is told', () => {
    expect(fixtures.filter(([, { origin }]) => origin !== 'code').length).toBeGreaterThanOrEqual(40);
    for (const [name, { from, evidence }] of fixtures) {
      const told = new Set(['platform', ...from.flatMap(({ signals }) => signals)]);
      expect(
        Object.keys(evidence).filter((signal) => !told.has(signal)),
        name,
      ).toEqual([]);
    }
  });

  test('every layer, rule and fact is reached by one of them', () => {
    const reached = new Set<string>();
    for (const [, { evidence }] of fixtures) {
      const { layers, doubts, remarks } = explain(evidence, rules);
      for (const { id, evidence: signs } of layers) for (const each of [id, ...signs.map(({ rule }) => rule)]) reached.add(each);
      for (const { sign, because } of doubts) for (const { rule } of [sign, because]) reached.add(rule);
      for (const { rule } of remarks) reached.add(rule);
    }
    const all = [...rules.layers, ...rules.rules, ...rules.facts].map(({ id }) => id);
    expect(all.filter((id) => !reached.has(id))).toEqual([]);
  });

  test('each sign tells where it was seen; both languages say something', async () => {
    const ja = await knowledge('ja').environment();
    for (const [name, { evidence }] of fixtures) {
      const [english, japanese] = [explain(evidence, rules), explain(evidence, ja)];
      expect(said(japanese), name).toEqual(said(english));
      for (const [index, { follows, evidence: signs }] of english.layers.entries()) {
        expect(japanese.layers[index]?.follows).not.toBe(follows);
        for (const { seen } of signs) for (const { signal, value } of seen) expect(value.length, signal).toBeGreaterThan(0);
      }
    }
  });
});
