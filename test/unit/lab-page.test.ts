import { describe, expect, test } from 'vitest';
import { type Fact, readLine, summarize } from '../../src/lab/report.ts';
import { type LabState, renderLab } from '../../src/render/lab.ts';
import { knowledge } from '../support/knowledge.ts';

const library = knowledge();
const core = await library.core();
const guest = await library.labGuest();
const lines = [
  '{"type":"kernel","name":"<b>","release":"1","machine":"i686","boot":"b-1"}',
  '{"type":"cpu","vendor":"V","brand":"","version":"0x1","hypervisor":true,"signature":"KVMKVMKVM","ring":0}',
  '{"type":"pci","at":"00:00.0","vendor":"0x8086","device":"0x1237","class":"0x060000"}',
  '{"type":"pci","at":"00:01.0","vendor":"0xffff","device":"0x0001","class":"0x0c0500"}',
  '<script>',
];
const facts = lines.flatMap((line): Fact[] => {
  const read = readLine(line);
  return read.kind === 'fact' ? [read.fact] : [];
});
const page = (state: Partial<LabState>) =>
  renderLab({ phase: 'running', report: summarize(facts), lines, first: 12.4, complete: 30, ...state }, guest, { core, sources: guest.sources });

describe('the page of the lab', () => {
  test('what the guest says is explained where we know it, and text in any case', () => {
    const html = page({});
    expect(html).toContain('Intel 440FX host bridge');
    expect(html).toContain('The hypervisor in the Linux kernel');
    expect(html).toMatch(/ffff:0001<\/code><\/td><td>SMBus controller<\/td><td><\/td>/);
    expect(html).not.toMatch(/<script>|<b>/);
  });
  test('it can be started when it does not run, and commanded and stopped only when it does', () => {
    const disabled = (html: string, id: string) => new RegExp(`id="${id}"[^>]*disabled`).test(html);
    const idle = page({ phase: 'idle', lines: [], report: summarize([]) });
    expect([disabled(idle, 'lab-start'), disabled(idle, 'lab-stop'), idle.includes('lab-command')]).toEqual([false, true, false]);
    const running = page({});
    expect([disabled(running, 'lab-start'), disabled(running, 'lab-stop'), disabled(running, 'lab-command')]).toEqual([true, false, false]);
    expect(disabled(page({ phase: 'ended', reason: 'halted' }), 'lab-command')).toBe(true);
  });
  test('says how it ended, whatever the reason', () => {
    expect(page({ phase: 'ended', reason: 'halted' })).toContain(core.words['lab.ended.halted']);
    expect(page({ phase: 'ended', reason: 'unheard of' })).toContain(core.words['lab.ended.failed']);
  });
});
