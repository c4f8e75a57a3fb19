import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../src/cli/files.ts';

function environment(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'src/cli/environment.ts'), ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

const recorded = (name: string) => ['--evidence', join(ROOT, 'test', 'fixtures', 'environment', `${name}.json`)];

describe('npm run environment', () => {
  test('--json gives layers, doubts and remarks; of this machine when nothing is recorded', () => {
    const { status, stdout } = environment('--json');
    const { layers, doubts, remarks, milliseconds } = JSON.parse(stdout);
    expect(status).toBe(0);
    expect(layers.length).toBeGreaterThan(0);
    expect(Object.keys(layers[0])).toEqual(['id', 'kind', 'name', 'short', 'confidence', 'evidence', 'follows', 'sources']);
    expect([doubts, remarks].every(Array.isArray)).toBe(true);
    expect(milliseconds).toBeLessThan(500);
  });

  test('the table names the outermost layer first, each sign with its file, and what is not believed', () => {
    const { stdout } = environment(...recorded('this-machine'));
    expect(stdout).toMatch(/^▸ The physical machine \(hardware, a guess\)\n[\s\S]*^▸▸ Firecracker microVM \(virtual machine, certain\)$/m);
    expect(stdout).toContain('/sys/firmware/acpi/tables/FACP: ');
    expect(stdout).toMatch(/^✗ Docker container\n.*\n +\/\.dockerenv\?: present\n +Because:\n/m);
    expect(environment(...recorded('this-machine'), '--locale', 'ja').stdout).toMatch(/^▸ 物理マシン \(ハードウェア, 推測\)$/m);
  });

  test('--namespaces groups the processes of this machine', () => {
    const { status, stdout } = environment('--namespaces');
    expect(status).toBe(0);
    if (process.platform === 'linux') expect(stdout).toMatch(new RegExp(`\\b${process.pid}\\*|, …`));
  });

  test('a file that is none is a message and exit code 1', () => {
    expect(environment('--evidence', 'missing.json')).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(/^environment: missing\.json: .*ENOENT/),
    });
    expect(environment('--locale', 'xx')).toMatchObject({ status: 1, stderr: expect.stringContaining('no locale "xx"') });
  });
});
