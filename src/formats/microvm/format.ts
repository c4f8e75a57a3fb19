import type { FileHint, Format } from '../../model/format.ts';

/** Firecracker's configuration file: `boot-source` and another of its objects. */
const FIRECRACKER = [/"boot-source"\s*:\s*\{/, /"(?:machine-config|drives|network-interfaces)"\s*:\s*[[{]/];
/** Cloud Hypervisor's `VmConfig`: `payload` names what boots, and CPUs and memory have its own names. */
const CLOUD_HYPERVISOR = [/"payload"\s*:\s*\{/, /"(?:boot_vcpus|hotplug_method|max_vcpus)"\s*:/];

/** The JSON that describes a microVM: Firecracker's `--config-file` and Cloud Hypervisor's `VmConfig`. */
export const microvm: Format = {
  id: 'microvm',
  selectors: [{ language: 'json' }, { language: 'jsonc' }],
  recognises: ({ path, languageId, head = '' }: FileHint) => {
    if (languageId !== 'json' && languageId !== 'jsonc' && !/\.jsonc?$/i.test(path)) return false;
    return [FIRECRACKER, CLOUD_HYPERVISOR].some((signs) => signs.every((sign) => sign.test(head)));
  },
  familyOf: () => 'machines',
  load: async () => {
    const { parseMicrovm } = await import('./parse.ts');
    return { parse: parseMicrovm };
  },
};
