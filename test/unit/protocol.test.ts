import { describe, expect, test } from 'vitest';
import { isFromPage, isPage, isPanelState, isToPage } from '../../src/protocol/messages.ts';

describe('messages', () => {
  test.each([
    { type: 'ready' },
    { type: 'open', page: { kind: 'topic', id: 'why-uname' } },
    { type: 'open', page: { kind: 'compare', columns: ['docker', { uri: 'file:///a', workload: 'web' }], order: 'layers' } },
    { type: 'pick', columns: [{ uri: 'file:///a', workload: 'web', change: { path: 'services/web/pid', turn: 0, value: '' } }] },
    { type: 'open', page: { kind: 'figures', id: 'firecracker-start' } },
    { type: 'open', page: { kind: 'scale' } },
    { type: 'open', page: { kind: 'guests' } },
    { type: 'open', page: { kind: 'scale', n: 1000, values: { 'memory-vm': 3.5, 'disk-vm': null } } },
    { type: 'pick', columns: ['docker'] },
    { type: 'reveal', start: 0, end: 3, column: 1 },
    { type: 'export' },
    { type: 'open', page: { kind: 'quiz', uri: 'file:///a' } },
    { type: 'answered', topic: 'pid-one', right: 2, of: 3 },
    { type: 'lab', action: 'rung', rung: 'namespaces' },
    { type: 'lab', action: 'cancel' },
    { type: 'read', topic: 'pid-one' },
  ])('accepts $type', (message) => {
    expect(isFromPage(message)).toBe(true);
  });

  test.each([
    undefined,
    null,
    'ready',
    {},
    { type: 'run', command: 'rm' },
    { type: 'open' },
    { type: 'open', page: { kind: 'topic', id: '../x' } },
    { type: 'open', page: { kind: 'compare', columns: ['a', 'b', 'c', 'd', 'e'], order: 'layers' } },
    { type: 'open', page: { kind: 'figures', id: '<b>' } },
    { type: 'open', page: { kind: 'scale', n: 1001 } },
    { type: 'open', page: { kind: 'scale', n: 10, values: { 'memory-vm': -1 } } },
    { type: 'open', page: { kind: 'scale', n: 10, values: { 'memory-vm': '<b>' } } },
    { type: 'reveal', start: '0', end: 3, column: 0 },
    { type: 'reveal', start: 0, end: 3 },
    { type: 'read', topic: 3 },
    { type: 'lab', action: 'rung', rung: '../sh' },
    { type: 'lab', action: 'send', command: 'x'.repeat(80) },
    { type: 'answered', topic: 'pid-one', right: 4, of: 3 },
    { type: 'answered', topic: 'pid-one', right: 0.5, of: 3 },
    { type: 'pick', columns: [{}] },
  ])('refuses %j', (message) => {
    expect(isFromPage(message)).toBe(false);
  });

  test('state and pages of another version are refused', () => {
    expect(isPanelState({ v: 1, page: { kind: 'start' }, scroll: 0, open: [] })).toBe(true);
    expect(isPanelState({ v: 2, page: { kind: 'start' }, scroll: 0, open: [] })).toBe(false);
    expect(isPage({ kind: 'quiz' })).toBe(false);
    expect(isToPage({ type: 'show', page: { kind: 'start' }, html: '', lang: 'en', fresh: true })).toBe(true);
    expect(isToPage({ type: 'show', page: { kind: 'start' }, html: 1, lang: 'en', fresh: true })).toBe(false);
  });
});
