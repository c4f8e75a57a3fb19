import type { LabGuest, KnownDevice } from '../model/knowledge.ts';
import type { PciDevice } from './report.ts';

/** A device as a page shows it: with what is known of it, or with no more than the name of its class. */
export interface ExplainedDevice {
  readonly at: string;
  /** `vendor:device`, in hexadecimal. */
  readonly id: string;
  /** Undefined where even the class has no name. */
  readonly name: string | undefined;
  readonly known: KnownDevice | undefined;
}

/** What a device on the guest's bus is. Never guesses a boundary: one that is not known could be a real device. */
export function explainDevice(device: PciDevice, { devices, classes }: LabGuest): ExplainedDevice {
  const id = `${hex(device.vendor, 4)}:${hex(device.device, 4)}`;
  const known = devices.find(({ ids }) => ids.includes(id));
  const code = hex(device.class, 6);
  const [named] = classes.filter((each) => code.startsWith(each.code)).sort((a, b) => b.code.length - a.code.length);
  return { at: device.at, id, name: known?.name ?? named?.name, known };
}

const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');
