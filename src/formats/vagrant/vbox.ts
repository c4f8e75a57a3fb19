/** What an option of VBoxManage is in a .vbox file, whose notes speak of it. */
export interface VboxSetting {
  readonly path: string;
  readonly value: string;
  readonly facets: Readonly<Record<string, string>>;
}

type Values = Readonly<Record<string, string>>;

const SWITCH: Values = { on: 'true', off: 'false' };
const AS_WRITTEN: Values = {};
const DIRECTIONS: Values = { disabled: 'Disabled', hosttoguest: 'HostToGuest', guesttohost: 'GuestToHost', bidirectional: 'Bidirectional' };
const ADAPTER = 'Network/Adapter';
const DEVICE = 'StorageControllers/StorageController/AttachedDevice';

/** By command and option, without hyphens and numbers: the path in a .vbox file, and what its values are called there. */
const OPTIONS: Readonly<Record<string, readonly [path: string, values: Values]>> = {
  'modifyvm/accelerate2dvideo': ['Display@accelerate2DVideo', SWITCH],
  'modifyvm/accelerate3d': ['Display@accelerate3D', SWITCH],
  'modifyvm/acpi': ['Firmware/ACPI@enabled', SWITCH],
  'modifyvm/apic': ['CPU/APIC@enabled', SWITCH],
  'modifyvm/audioin': ['AudioAdapter@enabledIn', SWITCH],
  'modifyvm/biossystemtimeoffset': ['Firmware/TimeOffset@value', AS_WRITTEN],
  'modifyvm/boot': ['Boot/Order@device', { floppy: 'Floppy', dvd: 'DVD', disk: 'HardDisk', net: 'Network', none: 'None' }],
  'modifyvm/bridgeadapter': [`${ADAPTER}/BridgedInterface@name`, AS_WRITTEN],
  'modifyvm/cableconnected': [`${ADAPTER}@cable`, SWITCH],
  'modifyvm/chipset': ['Chipset@type', { piix3: 'PIIX3', ich9: 'ICH9', armv8virtual: 'ARMv8Virtual' }],
  'modifyvm/clipboard': ['Clipboard@mode', DIRECTIONS],
  'modifyvm/clipboardfiletransfers': ['Clipboard@fileTransfersEnabled', { enabled: 'true', disabled: 'false' }],
  'modifyvm/clipboardmode': ['Clipboard@mode', DIRECTIONS],
  'modifyvm/cloudnetwork': [`${ADAPTER}/CloudNetwork@name`, AS_WRITTEN],
  'modifyvm/cpuexecutioncap': ['CPU@executionCap', AS_WRITTEN],
  'modifyvm/cpuhotplug': ['CPU@hotplug', SWITCH],
  'modifyvm/cpuidportabilitylevel': ['CPU@CpuIdPortabilityLevel', AS_WRITTEN],
  'modifyvm/cpuidset': ['CPU/CpuIdTree/CpuIdLeaf@id', AS_WRITTEN],
  'modifyvm/cpuprofile': ['CPU@CpuProfile', AS_WRITTEN],
  'modifyvm/draganddrop': ['DragAndDrop@mode', DIRECTIONS],
  'modifyvm/firmware': ['Firmware@type', { bios: 'BIOS', efi: 'EFI', efi32: 'EFI32', efi64: 'EFI64' }],
  'modifyvm/firmwaresystemtimeoffset': ['Firmware/TimeOffset@value', AS_WRITTEN],
  'modifyvm/graphicscontroller': ['Display@controller', { vboxvga: 'VBoxVGA', vmsvga: 'VMSVGA', vboxsvga: 'VBoxSVGA', qemuramfb: 'QemuRamFB', none: 'None' }],
  'modifyvm/guestmemoryballoon': ['Guest@memoryBalloonSize', AS_WRITTEN],
  'modifyvm/hardwareuuid': ['Hardware@uuid', AS_WRITTEN],
  'modifyvm/hostonlyadapter': [`${ADAPTER}/HostOnlyInterface@name`, AS_WRITTEN],
  'modifyvm/hostonlynet': [`${ADAPTER}/HostOnlyNetwork@name`, AS_WRITTEN],
  'modifyvm/hpet': ['HPET@enabled', SWITCH],
  'modifyvm/hwvirtex': ['CPU/HardwareVirtEx@enabled', SWITCH],
  'modifyvm/intnet': [`${ADAPTER}/InternalNetwork@name`, AS_WRITTEN],
  'modifyvm/ioapic': ['Firmware/IOAPIC@enabled', SWITCH],
  'modifyvm/iommu': ['Iommu@type', { none: 'None', automatic: 'Automatic', amd: 'AMD', intel: 'Intel' }],
  'modifyvm/keyboard': ['HID@Keyboard', { ps2: 'PS2Keyboard', usb: 'USBKeyboard' }],
  'modifyvm/largepages': ['CPU/HardwareVirtExLargePages@enabled', SWITCH],
  'modifyvm/longmode': ['CPU/LongMode@enabled', SWITCH],
  'modifyvm/lptmode': ['LPT/Port@path', AS_WRITTEN],
  'modifyvm/macaddress': [`${ADAPTER}@MACAddress`, AS_WRITTEN],
  'modifyvm/mouse': [
    'HID@Pointing',
    { ps2: 'PS2Mouse', usb: 'USBMouse', usbtablet: 'USBTablet', usbmultitouch: 'USBMultiTouch', usbmtscreenpluspad: 'USBMTScreenPlusPad' },
  ],
  'modifyvm/natlocalhostreachable': [`${ADAPTER}/NAT@localhost-reachable`, SWITCH],
  'modifyvm/natnetwork': [`${ADAPTER}/NATNetwork@name`, AS_WRITTEN],
  'modifyvm/nestedpaging': ['CPU/HardwareVirtExNestedPaging@enabled', SWITCH],
  'modifyvm/nicbandwidthgroup': [`${ADAPTER}@bandwidthGroup`, { none: '' }],
  'modifyvm/nicgenericdrv': [`${ADAPTER}/GenericInterface@driver`, AS_WRITTEN],
  'modifyvm/nicpromisc': [`${ADAPTER}@promiscuousModePolicy`, { deny: 'Deny', 'allow-vms': 'AllowNetwork', 'allow-all': 'AllowAll' }],
  'modifyvm/nictrace': [`${ADAPTER}@trace`, SWITCH],
  'modifyvm/pae': ['CPU/PAE@enabled', SWITCH],
  'modifyvm/pagefusion': ['Memory@PageFusion', SWITCH],
  'modifyvm/paravirtdebug': ['Paravirt@debug', AS_WRITTEN],
  'modifyvm/paravirtprovider': ['Paravirt@provider', { none: 'None', default: 'Default', legacy: 'Legacy', minimal: 'Minimal', hyperv: 'HyperV', kvm: 'KVM' }],
  'modifyvm/pciattach': ['HostPci/Devices/Device@host', AS_WRITTEN],
  'modifyvm/recording': ['Recording@enabled', SWITCH],
  'modifyvm/rtcuseutc': ['RTC@localOrUTC', { on: 'UTC', off: 'local' }],
  'modifyvm/specctrl': ['CPU/SpecCtrl@enabled', SWITCH],
  'modifyvm/teleporter': ['Teleporter@enabled', SWITCH],
  'modifyvm/tpmtype': ['TrustedPlatformModule@type', { none: 'None', '1.2': 'v1_2', '2.0': 'v2_0', host: 'Host', swtpm: 'Swtpm' }],
  'modifyvm/usbcardreader': ['EmulatedUSB/CardReader@enabled', SWITCH],
  'modifyvm/virtvmsavevmload': ['CPU/HardwareVirtExVirtVmsaveVmload@enabled', SWITCH],
  'modifyvm/vmexecutionengine': [
    'Machine@executionEngine',
    {
      default: 'Default',
      hm: 'HwVirt',
      hwvirt: 'HwVirt',
      nem: 'NativeApi',
      'native-api': 'NativeApi',
      interpreter: 'Interpreter',
      recompiler: 'Recompiler',
    },
  ],
  'modifyvm/vmprocesspriority': ['Machine@processPriority', { default: 'Default', flat: 'Flat', low: 'Low', normal: 'Normal', high: 'High' }],
  'modifyvm/vrde': ['RemoteDisplay@enabled', SWITCH],
  'modifyvm/vrdeauthtype': ['RemoteDisplay@authType', { null: 'Null', external: 'External', guest: 'Guest' }],
  'modifyvm/vtxux': ['CPU/HardwareVirtExUX@enabled', SWITCH],
  'modifyvm/vtxvpid': ['CPU/HardwareVirtExVPID@enabled', SWITCH],
  'modifyvm/x2apic': ['CPU/X2APIC@enabled', SWITCH],
  'storageattach/discard': [`${DEVICE}@discard`, SWITCH],
  'storageattach/mtype': [
    'MediaRegistry/HardDisks/HardDisk@type',
    {
      normal: 'Normal',
      writethrough: 'Writethrough',
      immutable: 'Immutable',
      shareable: 'Shareable',
      readonly: 'Readonly',
      multiattach: 'MultiAttach',
    },
  ],
  'storageattach/nonrotational': [`${DEVICE}@nonrotational`, SWITCH],
  'storageattach/passthrough': [`${DEVICE}@passthrough`, SWITCH],
  'storagectl/hostiocache': ['StorageControllers/StorageController@useHostIOCache', SWITCH],
};

/** What `--nic1` attaches the card to. */
const ATTACHMENTS: Values = {
  nat: 'NAT',
  natnetwork: 'NATNetwork',
  bridged: 'BridgedInterface',
  intnet: 'InternalNetwork',
  hostonly: 'HostOnlyInterface',
  hostonlynet: 'HostOnlyNetwork',
  generic: 'GenericInterface',
  cloud: 'CloudNetwork',
};

/** Keys that have notes of their own, because their value is known here. */
const VALUED = /^VBoxInternal2\/SharedFoldersEnableSymlinksCreate\/|GetHostTimeDisabled$|\/VBoxService\/--timesync-/;

/**
 * An option of `customize [command, …]` as a setting of a .vbox file.
 * @param option without hyphens, its number behind a slash: `nictrace/1`
 * @param line what else the command says, as its facets
 * @returns undefined when it has no place there, or not with this value
 */
export function vboxOption(command: string, option: string, value: string, line: Readonly<Record<string, string>>): VboxSetting | undefined {
  const [name = ''] = option.split('/');
  if (command === 'modifyvm' && name === 'nic') return attachment(value);
  if (command === 'modifyvm' && name === 'natpf') return forwarding(value);
  if (command === 'sharedfolder' && name === 'hostpath' && value)
    return { path: 'SharedFolders/SharedFolder@hostPath', value, facets: { writable: line.command_readonly ? 'false' : 'true' } };
  if (command === 'bandwidthctl' && name === 'limit')
    return { path: 'IO/BandwidthGroups/BandwidthGroup@maxBytesPerSec', value, facets: { type: line.command_type === 'disk' ? 'Disk' : 'Network' } };
  const key = `${command}/${name}`;
  const [path, values] = Object.hasOwn(OPTIONS, key) ? (OPTIONS[key] ?? []) : [];
  if (path === undefined || values === undefined || value === '') return undefined;
  if (values === AS_WRITTEN) return { path, value, facets: { enabled: 'true' } };
  const lower = value.toLowerCase();
  const known = Object.hasOwn(values, lower) ? values[lower] : undefined;
  return known === undefined && name !== 'nicbandwidthgroup' ? undefined : { path, value: known ?? value, facets: { enabled: 'true' } };
}

/** `["setextradata", :id, "GUI/ShowMiniToolBar", "0"]`, `["guestproperty", "set", :id, "/a", "b"]`; undefined where the value has a note of its own. */
export function vboxKey(command: string, key: string): VboxSetting | undefined {
  if (VALUED.test(key)) return undefined;
  if (command === 'setextradata') return { path: 'ExtraData/ExtraDataItem@name', value: key, facets: {} };
  return command === 'guestproperty' ? { path: 'GuestProperties/GuestProperty@name', value: key, facets: {} } : undefined;
}

function attachment(value: string): VboxSetting | undefined {
  const mode = Object.hasOwn(ATTACHMENTS, value) ? ATTACHMENTS[value] : undefined;
  return mode === undefined ? undefined : { path: `${ADAPTER}/${mode}`, value, facets: { enabled: 'true' } };
}

/** `name,tcp,host-IP,hostport,guest-IP,guestport` */
function forwarding(rule: string): VboxSetting | undefined {
  const [, , hostip, hostport, , guestport] = rule.split(',').map((part) => part.trim());
  if (hostip === undefined || !hostport || !guestport) return undefined;
  return { path: `${ADAPTER}/NAT/Forwarding@hostport`, value: hostport, facets: { enabled: 'true', hostip, guestport } };
}
