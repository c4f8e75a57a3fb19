import type { Stats } from './measure.ts';

/** One line of the report. Cells are Markdown; an absent one is a dash. */
export interface Row {
  readonly measure: string;
  readonly median: string;
  readonly p99?: string;
  readonly peer?: string;
  readonly peerP99?: string;
  readonly ratio?: string;
  readonly target?: string;
  /** Whether the target is met; absent without a target. */
  readonly met?: boolean;
}

/** The report, as one Markdown table. */
export function tableOf(rows: readonly Row[]): string {
  const lines = rows.map(({ measure, median, p99, peer, peerP99, ratio, target, met }) => {
    const verdict = met === undefined ? target : `${target} ${met ? '✓' : '✗'}`;
    return `| ${[measure, median, p99, peer, peerP99, ratio, verdict].map((cell) => cell ?? '—').join(' | ')} |`;
  });
  return ['| Measure | VirtLens median | p99 | Peer median | p99 | Ratio | Target |', '|---|--:|--:|--:|--:|--:|---|', ...lines].join('\n');
}

/** A row that sets VirtLens against a peer; the ratios are VirtLens divided by peer. */
export function duel(measure: string, ours: Stats, peer: Stats, target?: { readonly text: string; readonly p99: number }): Row {
  const ratio = ours.p99 / peer.p99;
  return {
    measure,
    median: time(ours.median),
    p99: time(ours.p99),
    peer: time(peer.median),
    peerP99: time(peer.p99),
    ratio: `${factor(ours.median / peer.median)} median, ${factor(ratio)} p99`,
    ...(target && { target: target.text, met: ratio <= target.p99 }),
  };
}

export function factor(ratio: number): string {
  return `${ratio >= 0.1 ? ratio.toFixed(2) : ratio.toPrecision(2)}×`;
}

export function time(milliseconds: number): string {
  if (milliseconds < 1) return `${(milliseconds * 1000).toPrecision(3)} µs`;
  return `${milliseconds < 100 ? milliseconds.toPrecision(3) : milliseconds.toFixed(0)} ms`;
}

export function kilobytes(bytes: number): string {
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(2)} MB`;
}
