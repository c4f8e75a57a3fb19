import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ConsoleLine, type GuestOptions, startGuest } from '../../src/lab/guest.ts';
import { isFromMachine, isToMachine } from '../../src/lab/messages.ts';
import { readLine, summarize } from '../../src/lab/report.ts';
import { mutate } from '../support/properties.ts';

const REPORT = [
  '{"type":"kernel","name":"VirtLens","release":"1.0.0","machine":"i686","boot":"c409576b-79c9-48b5-86d8-80c101aa4739"}',
  '{"type":"cpu","vendor":"AuthenticAMD","brand":"QEMU \\"Virtual\\" CPU","version":"0x60fb1","hypervisor":true,"signature":"TCGTCGTCGTCG","ring":0}',
  '{"type":"memory","base":"0xfd00000000","length":"0x300000000","usable":false}',
  '{"type":"pci","at":"00:01.0","vendor":"0x8086","device":"0x7000","class":"0x060100"}',
  '{"type":"clock","time":"2026-11-24T12:34:17"}',
  '{"type":"loop","what":"compute","rounds":10000,"microseconds":49149}',
  '{"type":"timer","ticks":2,"hz":100}',
  '{"type":"ready"}',
  '{"type":"poweroff","ticks":2}',
  '{"type":"panic","vector":13}',
];

describe('the report of a guest', () => {
  test('every line of it is read', () => {
    const lines = REPORT.map(readLine);
    expect(lines.map(({ kind }) => kind)).toEqual(REPORT.map(() => 'fact'));
    expect(lines[2]).toEqual({ kind: 'fact', fact: { type: 'memory', base: 0xfd00000000, length: 0x300000000, usable: false } });
    expect(summarize(lines.flatMap((line) => (line.kind === 'fact' ? [line.fact] : []))).cpu?.brand).toBe('QEMU "Virtual" CPU');
  });

  test.each([
    '{"type":"__proto__"}',
    '{"type":"constructor"}',
    '{"type":"loop","what":"rm","rounds":1,"microseconds":1}',
    '{"type":"loop","what":"port","rounds":1,"microseconds":0}',
    '{"type":"timer","ticks":-1,"hz":100}',
    '{"type":"memory","base":"0xffffffffffffffff","length":"0x1","usable":true}',
    '{"type":"panic"}',
    'null',
    '[]',
    '',
  ])('is text: %s', (line) => expect(readLine(line)).toEqual({ kind: 'text', text: line }));

  test('any line is a fact of a known kind, or text as it was', () => {
    const line = fc.oneof(
      fc.string(),
      fc.json().map((json) => `{"type":${json}}`),
      fc.tuple(fc.constantFrom(...REPORT), mutate).map(([each, apply]) => apply(each)),
    );
    fc.assert(
      fc.property(line, (text) => {
        const read = readLine(text);
        if (read.kind === 'text') expect(read.text).toBe(text);
        else expect(REPORT.some((each) => each.includes(`"${read.fact.type}"`))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('whatever the worker posts', () => {
  const machine = (limits: GuestOptions['limits'] = {}) => {
    let post: (value: unknown) => void = () => {};
    const log = { closed: 0 };
    const guest = startGuest({ wasm: new Uint8Array(), kernel: new Uint8Array(), memoryMiB: 16, limits }, (listener) => {
      post = listener.message;
      return { post: (message) => expect(isToMachine(message)).toBe(true), close: () => log.closed++ };
    });
    return { guest, log, post: (value: unknown) => post(value) };
  };
  const all = async (lines: AsyncIterable<ConsoleLine>) => {
    const texts: string[] = [];
    for await (const { text } of lines) texts.push(text);
    return texts;
  };

  test('the lines are those of the text, however it was cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.stringMatching(/^[a-c\n]{0,9}$/)), fc.array(fc.anything()), async (parts, noise) => {
        const { guest, log, post } = machine();
        for (const each of noise) if (!isFromMachine(each)) post(each);
        for (const text of parts) post({ type: 'output', text });
        post({ type: 'halted' });
        post({ type: 'output', text: 'late\n' });
        const lines = parts.join('').split('\n');
        if (lines.at(-1) === '') lines.pop();
        expect(await all(guest.lines)).toEqual(lines);
        expect(await guest.ended).toEqual({ reason: 'halted' });
        expect(log.closed).toBe(1);
        guest.send('help');
        guest.stop();
        expect(log.closed).toBe(1);
      }),
    );
  });

  test('too much of it ends the machine, and so does silence', async () => {
    const loud = machine({ output: 100 });
    for (let i = 0; i < 20; i++) loud.post({ type: 'output', text: 'x'.repeat(20) });
    expect(await loud.guest.ended).toEqual({ reason: 'output' });
    expect((await all(loud.guest.lines)).join('').length).toBeLessThanOrEqual(100);
    const silent = machine({ start: 5 });
    expect(await silent.guest.ended).toEqual({ reason: 'start' });
    const idle = machine({ idle: 5 });
    idle.post({ type: 'output', text: 'hello\n' });
    expect(await idle.guest.ended).toEqual({ reason: 'idle' });
    expect([silent.log.closed, idle.log.closed, loud.log.closed]).toEqual([1, 1, 1]);
  });
});
