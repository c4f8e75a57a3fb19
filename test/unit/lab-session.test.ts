import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Guest } from '../../src/lab/guest.ts';
import type { Library } from '../../src/editor/library.ts';
import { LabSession } from '../../src/panel/lab-session.ts';

vi.mock('vscode', async () => (await import('../support/vscode.ts')).fakeVscode().vscode);
const started = vi.hoisted(() => ({
  guests: [] as { stop: ReturnType<typeof vi.fn>; say(text: string): void }[],
  hold: undefined as Promise<void> | undefined,
}));
vi.mock('../../src/lab/host.ts', () => ({
  startEmbedded: async (): Promise<Guest> => {
    await started.hold;
    const waiting: ((line: IteratorResult<{ text: string; at: number }>) => void)[] = [];
    let end: (ending: { reason: 'stopped' }) => void = () => {};
    const ended = new Promise<{ reason: 'stopped' }>((resolve) => {
      end = resolve;
    });
    const stop = vi.fn(() => {
      for (const wake of waiting.splice(0)) wake({ done: true, value: undefined });
      end({ reason: 'stopped' });
    });
    started.guests.push({ stop, say: (text) => waiting.shift()?.({ done: false, value: { text, at: 5 } }) });
    const lines = {
      next: () => new Promise<IteratorResult<{ text: string; at: number }>>((wake) => waiting.push(wake)),
      [Symbol.asyncIterator]() {
        return this;
      },
    };
    return { lines, send: vi.fn(), stop, ended };
  },
}));

const session = () => new LabSession({ readBinary: undefined, pathOf: undefined } as unknown as Library);
const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('the embedded machine of the page', () => {
  beforeEach(() => {
    started.guests.length = 0;
    started.hold = undefined;
  });

  test('one that is switched off before its first line is stopped, not forgotten', async () => {
    const lab = session();
    void lab.start();
    await turn();
    expect(lab.state.phase).toBe('starting');
    lab.stop();
    expect(started.guests[0]?.stop).toHaveBeenCalled();
    expect(lab.state).toMatchObject({ phase: 'ended', reason: 'stopped' });
  });

  test('one that is switched off while it is loaded is stopped as soon as it is there, and does not disturb the next', async () => {
    const lab = session();
    let go = () => {};
    started.hold = new Promise((resolve) => {
      go = resolve;
    });
    void lab.start();
    await turn();
    lab.stop();
    started.hold = undefined;
    void lab.start();
    await turn();
    go();
    await turn();
    expect(started.guests.map(({ stop }) => stop.mock.calls.length)).toEqual([0, 1]);
    started.guests[0]?.say('first words');
    await turn();
    expect(lab.state).toMatchObject({ phase: 'running', lines: ['first words'] });
    lab.dispose();
    expect(started.guests[0]?.stop).toHaveBeenCalled();
  });

  test('two clicks start one', async () => {
    const lab = session();
    void lab.start();
    void lab.start();
    await turn();
    expect(started.guests).toHaveLength(1);
    lab.dispose();
  });
});
