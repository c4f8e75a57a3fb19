/** The sections that only one of WSL's two files has. `general` is a section of both. */
const WSLCONFIG = new Set(['wsl2', 'experimental']);
const WSL_CONF = new Set(['automount', 'network', 'interop', 'user', 'boot', 'gpu', 'time', 'filesystem', 'fileserver']);

/** Which of the two files a text is: `.wslconfig` of a Windows user, `/etc/wsl.conf` of a distribution, or neither surely. */
export type WslFile = 'wslconfig' | 'wsl.conf' | 'unknown';

/** Tells the file by its sections (lower case), since a parser does not know its name. */
export function fileOf(sections: Iterable<string>): WslFile {
  let windows = false;
  let linux = false;
  for (const section of sections) {
    windows ||= WSLCONFIG.has(section);
    linux ||= WSL_CONF.has(section);
  }
  if (windows === linux) return 'unknown';
  return windows ? 'wslconfig' : 'wsl.conf';
}

const WORKLOADS: Readonly<Record<WslFile, string>> = { wslconfig: 'WSL 2 utility VM', 'wsl.conf': 'WSL distribution', unknown: 'WSL' };

/** What will run: the one VM of `.wslconfig`, or the distribution of `wsl.conf`. */
export function workloadOf(file: WslFile): string {
  return WORKLOADS[file];
}
