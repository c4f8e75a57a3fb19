import type { Format } from '../../model/format.ts';

const NAME = /(?:^|[\\/])(?:jail(?:\.[^\\/]+)?\.conf|jail\.conf\.d[\\/][^\\/]+\.conf)$/i;

/** `[sshd]` alone on a line: Fail2ban's jail.conf is an ini file, FreeBSD's has no sections. */
const SECTION = /^[ \t]*\[[^\]\n]{1,200}\][ \t]*\r?$/m;

/** A parameter that only jail(8) knows, where a statement may start. */
const PARAMETER =
  /(?:^|[;{])[ \t\ufeff]*(?:exec\.[a-z_]+|host\.(?:hostname|domainname|hostuuid|hostid)|mount\.(?:no)?(?:devfs|fdescfs|procfs|fstab)|ip[46]\.(?:addr|(?:no)?saddrsel)|allow\.[a-z_.]+|vnet\.interface|devfs_ruleset|enforce_statfs|children\.max|zfs\.[a-z_]+|linux\.[a-z_]+)[ \t]*(?:\+?=|;)/m;

/** A parameter whose name others use too: only as a whole statement with its semicolon. */
const STATEMENT =
  /(?:^|[;{])[ \t\ufeff]*(?:(?:path|mount|interface|ip[46]|host|depend|securelevel|linux|sysv(?:msg|sem|shm))[ \t]*\+?=[^;={}\n]{1,300};|(?:vnet|(?:no)?persist)[ \t]*;)/m;

/** FreeBSD's jail.conf, `jail.*.conf` and `jail.conf.d/*.conf`; never Fail2ban's. */
export const jail: Format = {
  id: 'jail',
  technology: 'freebsd-jail',
  selectors: [{ pattern: '**/jail.conf' }, { pattern: '**/jail.*.conf' }, { pattern: '**/jail.conf.d/*.conf' }],
  recognises: ({ path, head = '' }) => NAME.test(path) && !SECTION.test(head) && (PARAMETER.test(head) || STATEMENT.test(head)),
  familyOf: () => 'containers',
  load: async () => {
    const { parseJailConf } = await import('./parse.ts');
    return { parse: parseJailConf };
  },
};
