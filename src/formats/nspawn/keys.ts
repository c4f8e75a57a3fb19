/** The sections of systemd.nspawn(5) and their keys, as src/nspawn/nspawn-gperf.gperf has them. Both are read in this case only. */
const KEYS: Readonly<Record<string, string>> = {
  Exec:
    'Boot Ephemeral ProcessTwo Parameters Environment User WorkingDirectory PivotRoot Capability DropCapability AmbientCapability ' +
    'NoNewPrivileges KillSignal Personality MachineID PrivateUsers NotifyReady SystemCallFilter RestrictAddressFamilies LimitCPU ' +
    'LimitFSIZE LimitDATA LimitSTACK LimitCORE LimitRSS LimitNOFILE LimitAS LimitNPROC LimitMEMLOCK LimitLOCKS LimitSIGPENDING ' +
    'LimitMSGQUEUE LimitNICE LimitRTPRIO LimitRTTIME OOMScoreAdjust CPUAffinity Hostname ResolvConf Timezone LinkJournal SuppressSync',
  Files:
    'ReadOnly Volatile Bind BindReadOnly BindUser BindUserShell TemporaryFileSystem Inaccessible Overlay OverlayReadOnly ' +
    'PrivateUsersOwnership PrivateUsersChown',
  Network: 'Private VirtualEthernet VirtualEthernetExtra Interface MACVLAN IPVLAN Bridge Zone Port',
};

const HOMES: ReadonlyMap<string, string> = new Map(
  Object.entries(KEYS).flatMap(([section, keys]) => keys.split(' ').map((key): [string, string] => [key, section])),
);

/** The one section a key belongs in; undefined for keys systemd-nspawn does not know. */
export function homeOf(key: string): string | undefined {
  return HOMES.get(key);
}

/** `1 yes y true t on`, `0 no n false f off`, in any case: parse_boolean() of systemd. */
export function boolOf(value: string): 'yes' | 'no' | undefined {
  if (/^(?:1|yes|y|true|t|on)$/i.test(value)) return 'yes';
  return /^(?:0|no|n|false|f|off)$/i.test(value) ? 'no' : undefined;
}
