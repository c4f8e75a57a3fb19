/** How the value of a command-line flag becomes a Compose key. */
export interface Flag {
  /** The key below `services/NAME/`; absent for flags Compose has no key for. */
  readonly key?: string;
  /** `item`: one of a list. `named`: `NAME=value` below the key. Others: what the value describes. */
  readonly as?: 'item' | 'named' | 'mount' | 'longMount' | 'port' | 'device' | 'network' | 'rate';
  /** Takes no value; `--flag=false` is possible. */
  readonly bare?: true;
}

const item = (key: string): Flag => ({ key, as: 'item' });
const named = (key: string): Flag => ({ key, as: 'named' });
const key = (name: string): Flag => ({ key: name });
const bare = (name?: string): Flag => ({ bare: true, ...(name !== undefined && { key: name }) });

/**
 * The flags of `docker run`, `podman run` and `nerdctl run` that mean the same as a key of Compose, and all that take
 * no value: without them the image could not be told from a value. Any other long flag takes one.
 * From docker/cli `cli/command/container/opts.go`, podman-run(1) and nerdctl's command reference.
 */
export const FLAGS: Readonly<Record<string, Flag>> = {
  '--pid': key('pid'),
  '--ipc': key('ipc'),
  '--uts': key('uts'),
  '--userns': key('userns_mode'),
  '--cgroupns': key('cgroup'),
  '--cgroup-parent': key('cgroup_parent'),
  '--network': { key: 'network_mode', as: 'network' },
  '--net': { key: 'network_mode', as: 'network' },
  '--hostname': key('hostname'),
  '--domainname': key('domainname'),
  '--privileged': bare('privileged'),
  '--cap-add': item('cap_add'),
  '--cap-drop': item('cap_drop'),
  '--security-opt': item('security_opt'),
  '--user': key('user'),
  '--group-add': item('group_add'),
  '--sysctl': named('sysctls'),
  '--memory': key('mem_limit'),
  '--memory-reservation': key('mem_reservation'),
  '--memory-swap': key('memswap_limit'),
  '--memory-swappiness': key('mem_swappiness'),
  '--oom-kill-disable': bare('oom_kill_disable'),
  '--oom-score-adj': key('oom_score_adj'),
  '--cpus': key('cpus'),
  '--cpu-quota': key('cpu_quota'),
  '--cpu-period': key('cpu_period'),
  '--cpu-shares': key('cpu_shares'),
  '--cpuset-cpus': key('cpuset'),
  '--cpu-count': key('cpu_count'),
  '--cpu-percent': key('cpu_percent'),
  '--cpu-rt-runtime': key('cpu_rt_runtime'),
  '--cpu-rt-period': key('cpu_rt_period'),
  '--pids-limit': key('pids_limit'),
  '--blkio-weight': key('blkio_config/weight'),
  '--blkio-weight-device': { key: 'blkio_config/weight_device', as: 'rate' },
  '--device-read-bps': { key: 'blkio_config/device_read_bps', as: 'rate' },
  '--device-write-bps': { key: 'blkio_config/device_write_bps', as: 'rate' },
  '--device-read-iops': { key: 'blkio_config/device_read_iops', as: 'rate' },
  '--device-write-iops': { key: 'blkio_config/device_write_iops', as: 'rate' },
  '--ulimit': named('ulimits'),
  '--shm-size': key('shm_size'),
  '--device': { key: 'devices', as: 'device' },
  '--device-cgroup-rule': item('device_cgroup_rules'),
  '--gpus': key('gpus'),
  '--volume': { key: 'volumes', as: 'mount' },
  '--mount': { key: 'volumes', as: 'longMount' },
  '--tmpfs': item('tmpfs'),
  '--volumes-from': item('volumes_from'),
  '--read-only': bare('read_only'),
  '--init': bare('init'),
  '--runtime': key('runtime'),
  '--isolation': key('isolation'),
  '--platform': key('platform'),
  '--publish': { key: 'ports', as: 'port' },
  '--expose': item('expose'),
  '--ip': key('networks/cli/ipv4_address'),
  '--ip6': key('networks/cli/ipv6_address'),
  '--link-local-ip': item('networks/cli/link_local_ips'),
  '--network-alias': item('networks/cli/aliases'),
  '--net-alias': item('networks/cli/aliases'),
  '--mac-address': key('mac_address'),
  '--link': item('links'),
  '--add-host': named('extra_hosts'),
  '--dns': item('dns'),
  '--dns-search': item('dns_search'),
  '--dns-opt': item('dns_opt'),
  '--dns-option': item('dns_opt'),
  '--storage-opt': named('storage_opt'),
  '--log-driver': key('logging/driver'),
  '--env': named('environment'),
  '--health-cmd': key('healthcheck/test'),
  '--entrypoint': key('entrypoint'),
  '--tty': bare('tty'),
  '--use-api-socket': bare('use_api_socket'),
  '--detach': bare(),
  '--interactive': bare(),
  '--rm': bare(),
  '--publish-all': bare(),
  '--sig-proxy': bare(),
  '--quiet': bare(),
  '--help': bare(),
  '--no-healthcheck': bare(),
  '--disable-content-trust': bare(),
  '--replace': bare(),
  '--rmi': bare(),
  '--rootfs': bare(),
  '--no-hosts': bare(),
  '--no-hostname': bare(),
  '--http-proxy': bare(),
  '--env-host': bare(),
  '--read-only-tmpfs': bare(),
  '--tls-verify': bare(),
  '--unsetenv-all': bare(),
  '--passwd': bare(),
};

/** The one-letter flags. Those that take no value may stand together: `-itd`. */
export const SHORT: Readonly<Record<string, string>> = {
  a: '--attach',
  c: '--cpu-shares',
  d: '--detach',
  e: '--env',
  h: '--hostname',
  i: '--interactive',
  l: '--label',
  m: '--memory',
  p: '--publish',
  P: '--publish-all',
  q: '--quiet',
  t: '--tty',
  u: '--user',
  v: '--volume',
  w: '--workdir',
};

/** Options of the programs themselves, before the subcommand, that take a value. */
export const GLOBAL_WITH_VALUE =
  /^(?:-H|-c|-l|-n|-a|--(?:host|context|config|log-level|tlscacert|tlscert|tlskey|namespace|address|root|runroot|url|connection|identity|storage-driver|storage-opt|cgroup-manager|runtime|events-backend|tmpdir|module|data-root|snapshotter|cni-path|cni-netconfpath|hosts-dir))$/;
