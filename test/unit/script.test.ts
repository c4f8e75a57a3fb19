import { describe, expect, test } from 'vitest';
import { recognise } from '../../src/formats/registry.ts';
import { bench } from '../support/knowledge.ts';

const { parser } = await bench('script');
const pathsOf = (text: string) =>
  parser
    .parse(text)
    .elements()
    .map(({ path, value }) => `${path}=${value}`);

describe('command lines that start containers', () => {
  test.each([
    [
      'a cluster of short flags',
      'docker run -itd alpine',
      ['run=', 'run/--interactive=true', 'services/cli/tty=true', 'run/--detach=true', 'services/cli/image=alpine'],
    ],
    ['a short flag with its value', 'docker run -p80:80 -m=1g a', ['run=', 'services/cli/ports/0=80:80', 'services/cli/mem_limit=1g', 'services/cli/image=a']],
    ['options of the program itself', 'podman --log-level debug run a', ['run=', 'services/cli/image=a']],
    ['a flag nobody knows takes a value', 'docker run --new thing a', ['run=', 'run/--new=thing', 'services/cli/image=a']],
    [
      'what runs after the image is not read',
      'docker run a sh -c "x --pid host"',
      ['run=sh -c x --pid host', 'services/cli/image=a', 'services/cli/command=sh -c x --pid host'],
    ],
    ['a half-typed flag', 'docker run --pid', ['run=', 'services/cli/pid=']],
    ['other commands', 'docker ps; docker build --network host .', []],
    ['a network of its own name', 'docker run --network shop a', ['run=', 'services/cli/networks/shop=', 'services/cli/image=a']],
    ['an array of further flags', 'docker run "${args[@]}" --pid host a', ['run=', 'services/cli/pid=host', 'services/cli/image=a']],
    ['a root directory is no image', 'podman run --rootfs /srv/root sh', ['run=sh', 'run/--rootfs=true', 'services/cli/command=sh']],
    ['a tmpfs in the long form', 'docker run --mount type=tmpfs,dst=/x a', ['run=', 'services/cli/tmpfs/0=type=tmpfs,dst=/x', 'services/cli/image=a']],
    [
      'what Podman means otherwise',
      'podman run --userns host --uts private --network pasta a',
      ['run=', 'podman/userns=host', 'podman/namespace=private', 'podman/network=pasta', 'services/cli/image=a'],
    ],
    ['in a substitution', 'id=$(sudo docker run -d a)', ['run=', 'run/--detach=true', 'services/cli/image=a']],
  ])('%s', (_, text, expected) => {
    expect(pathsOf(text)).toEqual(expected);
  });

  test('each letter of a cluster is hovered by itself', () => {
    const text = 'docker run -it alpine';
    expect(parser.parse(text).at(text.indexOf('t alpine'))?.name).toBe('--tty');
    expect(parser.parse(text).at(text.indexOf('it'))?.path).toBe('run/--interactive');
  });

  test('a name that is no plain word never enters a command to copy', () => {
    const [run] = parser.parse("docker run --name 'a; rm -rf /' b").elements();
    expect(run?.facets.exec).toBe('docker exec CONTAINER');
  });

  test.each([
    ['deploy.sh', undefined, 'docker run a', true],
    ['deploy', 'shellscript', '#!/bin/sh\npodman create a', true],
    ['bin/start', undefined, '#!/usr/bin/env bash\ndocker exec x y', true],
    ['deploy.sh', undefined, 'echo docker', false],
    ['notes.md', 'markdown', 'docker run a', false],
  ])('%s %s', (path, languageId, head, known) => {
    expect(recognise({ path, head, ...(languageId && { languageId }) })?.id === 'script').toBe(known);
  });
});

describe('QEMU in shell scripts', () => {
  test('options and their parts are hovered in place, quoted or not', () => {
    const text = 'sudo qemu-system-x86_64 -accel kvm \\\n  -drive "file=a.qcow2,if=virtio"\n';
    const file = parser.parse(text);
    const at = file.at(text.indexOf('if=virtio'));
    expect(text.slice(at?.hoverRange.start, at?.hoverRange.end)).toBe('if=virtio');
    expect(file.workloads).toHaveLength(1);
  });

  test('a script may start both', () => {
    expect(parser.parse('docker run a\nqemu-system-x86_64 -m 1G\n').workloads.map(({ name }) => name)).toEqual(['a', 'qemu-system-x86_64']);
  });
});
