import type { FileHint, Format } from '../model/format.ts';
import { compose } from './compose/format.ts';
import { dockerfile } from './dockerfile/format.ts';
import { jail } from './jail/format.ts';
import { kubernetes } from './kubernetes/format.ts';
import { libvirt } from './libvirt/format.ts';
import { lxc } from './lxc/format.ts';
import { microvm } from './microvm/format.ts';
import { oci } from './oci/format.ts';
import { nspawn } from './nspawn/format.ts';
import { openvz } from './openvz/format.ts';
import { qemu } from './qemu/format.ts';
import { script } from './script/format.ts';
import { smartos } from './smartos/format.ts';
import { vagrant } from './vagrant/format.ts';
import { vbox } from './vbox/format.ts';
import { vmx } from './vmx/format.ts';
import { wsl } from './wsl/format.ts';
import { wpar } from './wpar/format.ts';
import { xl } from './xl/format.ts';
import { zones } from './zones/format.ts';

/** Every kind of file VirtLens can read, the most specific first. */
export const FORMATS: readonly Format[] = [
  dockerfile,
  kubernetes,
  compose,
  jail,
  libvirt,
  lxc,
  nspawn,
  openvz,
  vbox,
  vmx,
  xl,
  wsl,
  vagrant,
  microvm,
  smartos,
  oci,
  zones,
  wpar,
  qemu,
  script,
];

/** The format of a file, or undefined when none is sure: a wrong guess is worse than none. */
export function recognise(hint: FileHint): Format | undefined {
  return FORMATS.find((format) => format.recognises(hint));
}

export function formatById(id: string): Format | undefined {
  return FORMATS.find((format) => format.id === id);
}
