import type { Word } from '../shell/shell.ts';
import { type Piece, piecesOf } from './pieces.ts';

/** Reads `host,+vmx,-svm,hv-time,kvm=off`: the model, then features by name, on or off. */
export function cpuPieces(word: Word, first: number): Piece[] {
  return piecesOf(word, 'model', first).map((piece) => {
    if (piece.key === 'model') return piece;
    const sign = piece.key.charAt(0);
    if (sign === '+') return { ...piece, key: piece.key.slice(1), value: 'on' };
    if (sign === '-') return { ...piece, key: piece.key.slice(1), value: 'off' };
    return piece;
  });
}
