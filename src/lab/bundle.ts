/**
 * The `config.json` of an OCI bundle, made by hand: what Docker and Podman hand to their runtime, without them.
 * Its keys are those of the OCI Runtime Specification. The ids are those of a user namespace around it, in which its user is root.
 * @param root the path of the root directory
 */
export function ociConfig(root: string, hostname: string): string {
  const none = { bounding: [], effective: [], permitted: [] };
  const config = {
    ociVersion: '1.0.2',
    process: {
      terminal: false,
      user: { uid: 0, gid: 0 },
      args: ['/bin/sh', '/probe.sh'],
      env: ['PATH=/usr/bin'],
      cwd: '/',
      capabilities: none,
      noNewPrivileges: true,
    },
    root: { path: root, readonly: true },
    hostname,
    mounts: [
      { destination: '/proc', type: 'proc', source: 'proc' },
      { destination: '/dev', type: 'tmpfs', source: 'tmpfs', options: ['nosuid', 'strictatime', 'mode=755', 'size=1m'] },
      { destination: '/tmp', type: 'tmpfs', source: 'tmpfs', options: ['nosuid', 'nodev', 'size=1m'] },
    ],
    linux: {
      uidMappings: [{ containerID: 0, hostID: 0, size: 1 }],
      gidMappings: [{ containerID: 0, hostID: 0, size: 1 }],
      namespaces: ['pid', 'mount', 'uts', 'ipc', 'user', 'network'].map((type) => ({ type })),
    },
  };
  return `${JSON.stringify(config, undefined, 2)}\n`;
}
