import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/** Where administrators' tools lie that a user's PATH often leaves out. */
const MORE = (platform: string) => (platform === 'win32' ? [join(process.env.SystemRoot ?? 'C:\\Windows', 'System32')] : UNIX);
const UNIX = ['/usr/local/sbin', '/usr/sbin', '/sbin', '/usr/local/bin', '/usr/bin', '/bin'];

/** Finds programs by name. */
export type FindTool = (name: string) => string | undefined;

/**
 * Looks programs up: those the reader has named, then the folders of PATH that are absolute, then the usual ones.
 * On Windows only `.exe` files: others, such as `.cmd`, would need a shell that reads their arguments.
 * @param named absolute paths by name, from settings of the machine
 */
export function toolFinder(named: Readonly<Record<string, string>> = {}, path = process.env.PATH ?? '', platform: string = process.platform): FindTool {
  const folders = [...path.split(delimiter).filter((folder) => isAbsolute(folder)), ...MORE(platform)];
  const suffix = platform === 'win32' ? '.exe' : '';
  const found = new Map<string, string | undefined>();
  return (name) => {
    if (!found.has(name)) {
      const own = Object.hasOwn(named, name) ? named[name] : undefined;
      const candidates = own === undefined ? folders.map((folder) => join(folder, `${name}${suffix}`)) : isAbsolute(own) ? [own] : [];
      found.set(name, candidates.find(runnable));
    }
    return found.get(name);
  };
}

function runnable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
