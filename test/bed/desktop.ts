import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** Where the executable is, seen from the folder of the `code` command: Linux, Windows, macOS. */
const fromCommand = ['../code', '../Code.exe', '../../../MacOS/Electron'];

/** Desktop VS Code's executable: VSCODE_EXECUTABLE, or the one behind the `code` command where a display can show it. */
export function desktopCode(): string | undefined {
  if (process.env.VSCODE_EXECUTABLE) {
    return process.env.VSCODE_EXECUTABLE;
  }
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    return undefined;
  }
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .filter((command) => existsSync(command))
    .map((command) => dirname(realpathSync(command)))
    .flatMap((folder) => fromCommand.map((path) => join(folder, path)))
    .find((executable) => existsSync(executable));
}
