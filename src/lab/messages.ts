/** The messages between the lab and the worker in which its virtual machine runs, with guards. */

export interface Start {
  readonly type: 'start';
  /** v86's WebAssembly. */
  readonly wasm: Uint8Array;
  /** A Multiboot kernel. */
  readonly kernel: Uint8Array;
  readonly memoryMiB: number;
}

export type ToMachine = Start | { readonly type: 'input'; readonly text: string };

export type FromMachine =
  /** Whole lines, or a part of one that is too long. */
  | { readonly type: 'output'; readonly text: string }
  /** The guest has stopped its processor for good. */
  | { readonly type: 'halted' }
  | { readonly type: 'failed'; readonly message: string };

type Shape = Readonly<Record<string, unknown>>;

const shapeOf = (value: unknown): Shape | undefined => (typeof value === 'object' && value !== null ? (value as Shape) : undefined);

export function isToMachine(value: unknown): value is ToMachine {
  const shape = shapeOf(value);
  if (shape?.type === 'input') return typeof shape.text === 'string';
  return shape?.type === 'start' && shape.wasm instanceof Uint8Array && shape.kernel instanceof Uint8Array && typeof shape.memoryMiB === 'number';
}

export function isFromMachine(value: unknown): value is FromMachine {
  const shape = shapeOf(value);
  if (shape?.type === 'output') return typeof shape.text === 'string';
  if (shape?.type === 'failed') return typeof shape.message === 'string';
  return shape?.type === 'halted';
}
