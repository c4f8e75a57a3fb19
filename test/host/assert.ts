// Assertions for both extension hosts; node:assert exists in one of them only.

/** Fails the test with a message. */
export function fail(message: string): never {
  throw new Error(message);
}

/** The value, which must be there. */
export function present<T>(value: T | undefined, what: string): T {
  return value ?? fail(`${what} is missing`);
}

/** Both values must be the same as JSON. */
export function equal(actual: unknown, expected: unknown): void {
  const [is, should] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (is !== should) {
    fail(`expected ${should}, got ${is}`);
  }
}

/** The text must contain the part. */
export function includes(text: string, part: string): void {
  if (!text.includes(part)) {
    fail(`expected ${JSON.stringify(part)} in ${JSON.stringify(text)}`);
  }
}
