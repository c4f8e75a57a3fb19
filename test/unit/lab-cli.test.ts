import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../src/cli/files.ts';

test.each([
  [['--rungs', 'nonsense'], 'no rung "nonsense"'],
  [['--tool', 'runc'], '--tool takes NAME=/PATH'],
  [['--tool', 'runc=bin/runc'], '--tool takes NAME=/PATH'],
  [['--density', 'namespaces', '--counts', '1,two'], '--counts takes numbers'],
  [['--density', 'namespaces', '--budget', '0'], '--budget takes'],
  [['--repeat', '0'], '--repeat takes 1 to 50'],
])('npm run lab -- %j says what is wrong, and starts nothing', (args, sentence) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'src/cli/lab.ts'), ...args], { encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toContain(sentence);
});
