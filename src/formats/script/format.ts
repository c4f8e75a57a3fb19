import type { FileHint, Format } from '../../model/format.ts';

const NAME = /\.(?:sh|bash|ksh|zsh)$/i;
const SHEBANG = /^#!.*\b(?:ba|da|k|z)?sh\b/;
const CONTAINERS = /\b(?:docker|podman|nerdctl)\s(?:[^\n]*\s)?(?:run|create|exec)\b/;
const MACHINES = /\bqemu-(?:system-\w+|kvm|aarch64|arm|i386|mips\w*|ppc\w*|riscv\d+|s390x|x86_64)\b|(?:^|[\s/])kvm\s+-/m;

/** Shell scripts that start containers by `docker run` and its like, or machines by QEMU. */
export const script: Format = {
  id: 'script',
  notes: ['script', 'compose', 'qemu'],
  selectors: [{ language: 'shellscript' }],
  recognises,
  familyOf: () => 'commands',
  load: async (read) => {
    const [{ parseScript }, { loadBash }] = await Promise.all([import('./parse.ts'), import('../shell/bash.ts')]);
    const shell = await loadBash(read);
    return { parse: (text) => parseScript(text, shell) };
  },
};

function recognises({ path, languageId, head = '' }: FileHint): boolean {
  return (languageId === 'shellscript' || NAME.test(path) || SHEBANG.test(head)) && (CONTAINERS.test(head) || MACHINES.test(head));
}
