/** The last segment of a path of either system, without `.exe`: the name people know a program by. */
export function baseName(path: string): string {
  return path.replace(/^.*[\\/]/, '').replace(/\.exe$/i, '');
}
