// Mocha's browser build runs in both extension hosts. This module comes before the suites, which need its globals.
import 'mocha/mocha.js';

/** Every line starts alike, so the launcher can tell the tests' output from the window's own messages. */
const print = (text: string) => {
  for (const line of text.split('\n')) {
    console.log(`host: ${line}`);
  }
};

class HostReporter extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner, options?: Mocha.MochaOptions) {
    super(runner, options);
    runner.on('pass', (test) => print(`✓ ${test.fullTitle()} (${test.duration ?? 0} ms)`));
    runner.on('fail', (test, error) => print(`✗ ${test.fullTitle()}\n${error.stack ?? error.message}`));
  }
}

mocha.setup({ ui: 'bdd', reporter: HostReporter, timeout: 20_000 });

/** Runs the suites; ends with the line `host: N passed, N failed`. */
export async function runSuites(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<number>();
  // Not mocha.run, which reads the page's address: the Node host has none.
  const runner = Mocha.prototype.run.call(mocha, resolve);
  const failed = await promise;
  const passed = runner.stats?.passes ?? 0;
  print(`${passed} passed, ${failed} failed`);
  if (failed > 0 || passed === 0) {
    throw new Error(`${failed} of ${passed + failed} host tests failed`);
  }
}
