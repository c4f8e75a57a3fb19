import { describe, expect, test } from 'vitest';
import { isolationMaps } from '../../src/annotate/map.ts';
import { bench, knowledge } from '../support/knowledge.ts';

const { parser, annotator, format } = await bench('dockerfile');
const { technologies } = await knowledge().technologies();

function maps(text: string) {
  return isolationMaps(parser.parse(text), annotator, technologies, format.technology);
}

function row(text: string, layer: string) {
  return maps(text)
    .at(-1)
    ?.rows.find((each) => each.layer === layer);
}

describe('the isolation map of a Dockerfile', () => {
  test('a row the file does not touch is the technology’s, or decided by docker run', () => {
    expect(row('FROM debian', 'network')).toMatchObject({ cell: { boundary: 'isolated' }, decidedBy: 'start' });
    expect(row('FROM debian', 'firmware')).toMatchObject({ cell: { boundary: 'absent' }, decidedBy: 'technology' });
  });

  test('the image decides the userland', () => {
    expect(row('FROM debian', 'userland')).toMatchObject({ cell: { boundary: 'own' }, decidedBy: 'file' });
    expect(row('FROM scratch', 'userland')).toMatchObject({ cell: { boundary: 'absent' }, decidedBy: 'file' });
  });

  test('a stage starts from what its base stage decided', () => {
    const [base, final] = maps('FROM debian AS base\nVOLUME /data\nFROM base\nUSER 1000');
    const paths = (map: typeof base, layer: string) => map?.rows.find((each) => each.layer === layer)?.reasons.map(({ element }) => element.path);
    expect(paths(final, 'filesystem')).toContain('VOLUME/path');
    expect(paths(base, 'users')).not.toContain('USER/user');
    expect(paths(final, 'users')).toContain('USER/user');
  });

  test('the reason and sources of a decided row are those of the line that decides', () => {
    const decided = row('FROM scratch', 'userland');
    expect(decided?.cell.note).toContain('scratch is empty');
    expect(decided?.cell.mechanism).toBe('');
  });

  test('a line that only adds does not decide, and a later USER takes the place of an earlier one', () => {
    const network = row('FROM debian\nEXPOSE 80', 'network');
    expect(network).toMatchObject({ decidedBy: 'start' });
    expect(network?.reasons).toHaveLength(1);
    const users = row('FROM debian\nUSER root\nUSER 1000', 'users');
    expect(users?.reasons.filter(({ note }) => note.map === 'sets').map(({ element }) => element.value)).toEqual(['1000']);
  });

  test('what happens only while building is not in it', () => {
    expect(row('FROM debian\nRUN modprobe nbd', 'kernel')?.reasons).toEqual([]);
  });

  test('what several attributes of one element say alike is said once', async () => {
    const libvirt = await bench('libvirt');
    const text = "<domain type='kvm'><name>a</name><seclabel type='dynamic' model='selinux' relabel='yes'/></domain>";
    const [map] = isolationMaps(libvirt.parser.parse(text), libvirt.annotator, technologies, undefined);
    const said = map?.rows.flatMap(({ reasons }) => reasons.map(({ note, element }) => [note.text, element.parent?.path].join()));
    expect(said?.length).toBeGreaterThan(0);
    expect(new Set(said).size).toBe(said?.length);
  });

  test.each([
    ["<domain type='bhyve'><os><type>hvm</type></os></domain>", 'bhyve'],
    ["<domain type='hyperv'><os><type>hvm</type></os></domain>", 'hyper-v'],
    ["<domain type='openvz'><os><type>exe</type></os></domain>", 'openvz'],
    ["<domain type='vz'><os><type>exe</type></os></domain>", 'openvz'],
    ["<domain type='kvm'><os><type>hvm</type></os></domain>", 'kvm'],
  ])('the type of a libvirt domain names its technology: %s', async (text, technology) => {
    const libvirt = await bench('libvirt');
    const [map] = isolationMaps(libvirt.parser.parse(text), libvirt.annotator, technologies, undefined);
    expect(map?.technology).toBe(technology);
  });

  test('a Windows base image makes it a Windows container, for the stages built on it too', () => {
    const found = maps('FROM mcr.microsoft.com/windows/servercore:ltsc2022 AS a\nFROM a\nFROM debian');
    expect(found.map((map) => map.technology)).toEqual(['windows-container', 'windows-container', 'docker']);
  });

  test('two network cards of different models are both told, and the answer is not the last one by chance', async () => {
    const vmx = await bench('vmx');
    const nic = (text: string) => isolationMaps(vmx.parser.parse(text), vmx.annotator, technologies, 'vmware')[0]?.rows.find(({ layer }) => layer === 'nic');
    const head = '.encoding = "UTF-8"\nconfig.version = "8"\n';
    const [emulated, paravirtual] = ['ethernet0.virtualDev = "e1000"\n', 'ethernet1.virtualDev = "vmxnet3"\n'];
    const both = [nic(head + emulated + paravirtual), nic(head + paravirtual + emulated)];
    expect(both.map((row) => row?.cell.boundary)).toEqual(['paravirtual', 'paravirtual']);
    expect(both[0]?.reasons.map(({ note }) => note.boundary)).toEqual(['emulated', 'paravirtual']);
    expect(nic(head + emulated + emulated.replace('e1000', 'vmxnet3'))?.reasons.map(({ note }) => note.boundary)).toEqual(['paravirtual']);
  });
});
