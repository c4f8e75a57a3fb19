export declare const root: string;
export declare class Failure extends Error {}
export declare function commonCause(text: string): string | undefined;
export declare function runMain(main: () => Promise<number | undefined>): Promise<void>;
export declare function npm(args: readonly string[], cwd: string, title: string): Promise<void>;
