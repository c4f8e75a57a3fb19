import { exportStackPointer, STACK_POINTER_NAME } from './stack.ts';

/** What the parser's WebAssembly expects of its surroundings: it never needs any of it, so nothing is there. */
const ERRNO_NOSYS = 52;

/** The part of the JavaScript API that every host has; no library of ours declares it. */
interface WasmApi {
  compile(bytes: Uint8Array): Promise<WasmModule>;
  readonly Module: { imports(module: WasmModule): { readonly module: string; readonly name: string }[] };
  readonly Instance: new (module: WasmModule, imports: Imports) => { readonly exports: unknown };
}
interface WasmModule {
  readonly wasm?: never;
}
type Imports = Record<string, Record<string, () => number>>;
declare const WebAssembly: WasmApi;

/** What the parser gives back, and the stack that it was given. */
export interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly [STACK_POINTER_NAME]: { value: number };
  malloc(size: number): number;
  _initialize(): void;
}

export interface Instance {
  readonly exports: Exports;
  /** The lowest address of its stack, which grows down to it. */
  readonly stack: number;
}

/** So large that the engine's own stack, which is about 1 MB, is at its end first: it traps, where this one would overwrite other memory. */
const STACK = 16_777_216;

/** Compiles once; what is returned makes instances, each with a memory of its own. */
export async function compile(bytes: Uint8Array): Promise<() => Instance> {
  const module = await WebAssembly.compile(exportStackPointer(bytes));
  const imports: Imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    const functions = imports[from] ?? {};
    imports[from] = functions;
    // No file, no clock, no environment: every call answers "not supported", and to leave is an error.
    functions[name] = name === 'proc_exit' ? leave : () => ERRNO_NOSYS;
  }
  return () => {
    const exports = new WebAssembly.Instance(module, imports).exports as Exports;
    exports._initialize();
    const stack = exports.malloc(STACK);
    exports[STACK_POINTER_NAME].value = stack + STACK;
    return { exports, stack };
  };
}

function leave(): never {
  throw new Error('the parser gave up');
}
