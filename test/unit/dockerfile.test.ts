import { describe, expect, test } from 'vitest';
import { facetOf } from '../../src/model/element.ts';
import { bench } from '../support/knowledge.ts';

const { parser } = await bench('dockerfile');

/** `path=value` of every element whose path starts with one of the given. */
function elements(text: string, ...paths: string[]): string[] {
  return parser
    .parse(text)
    .elements()
    .filter(({ path }) => paths.some((wanted) => path.startsWith(wanted)))
    .map(({ path, value }) => `${path}=${value}`);
}

function facets(text: string, path: string, ...keys: string[]): (string | undefined)[] {
  const element = parser
    .parse(text)
    .elements()
    .findLast((each) => each.path === path);
  return keys.map((key) => element && facetOf(element, key));
}

describe('image references', () => {
  test.each([
    ['centos:5', { kind: 'image', name: 'centos', tag: '5' }],
    ['docker.io/library/debian', { kind: 'image', name: 'debian', tag: 'latest' }],
    ['localhost:5000/a/b:1@sha256:ab', { kind: 'image', registry: 'localhost:5000', name: 'a/b', tag: '1', digest: 'sha256:ab' }],
    ['bitnami/nginx@sha256:ab', { kind: 'image', name: 'bitnami/nginx', digest: 'sha256:ab' }],
    ['scratch', { kind: 'scratch' }],
    ['$UNKNOWN', { kind: 'unknown' }],
  ])('%s', (image, expected) => {
    const keys = ['kind', 'registry', 'name', 'tag', 'digest'];
    const found = facets(`FROM ${image}`, 'FROM/image', ...keys);
    expect(Object.fromEntries(keys.map((key, i) => [key, found[i]]).filter(([, value]) => value !== undefined))).toMatchObject(expected);
  });

  test('a stage name is a stage only after it is defined, in any case', () => {
    expect(facets('FROM a AS Base\nFROM base', 'FROM/image', 'kind')).toEqual(['stage']);
    expect(facets('FROM base AS base', 'FROM/image', 'kind')).toEqual(['image']);
    expect(facets('FROM a\nFROM b\nCOPY --from=0 x y', 'COPY/--from', 'kind')).toEqual(['stage']);
    expect(facets('FROM a\nCOPY --from=nginx:1 x y', 'COPY/--from', 'kind', 'name')).toEqual(['image', 'nginx']);
  });

  test('a name means the last stage of that name before it', () => {
    const text = 'FROM a AS s\nFROM b\nCOPY --from=s x y\nFROM c AS s';
    expect(facets(text, 'COPY/--from', 'kind')).toEqual(['stage']);
  });

  test('an argument from before FROM is known in a stage that declares it again', () => {
    expect(facets('ARG U=root\nFROM a\nARG U\nUSER $U', 'USER/user', 'resolved')).toEqual(['root']);
    expect(facets('ARG U=root\nFROM a\nUSER $U', 'USER/user', 'resolved')).toEqual(['$U']);
    expect(facets('FROM a\nENV U=me K v\nUSER ${U}:$K', 'USER/user', 'resolved')).toEqual(['me']);
  });

  test.each([
    ['mcr.microsoft.com/windows/nanoserver:ltsc2022', 'windows'],
    ['mcr.microsoft.com/dotnet/framework/aspnet:4.8', 'windows'],
    ['mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-ltsc2022', 'windows'],
    ['dockurr/windows', 'linux'],
    ['mcr.microsoft.com/dotnet/aspnet:8.0', 'linux'],
  ])('%s runs on %s', (image, os) => {
    expect(facets(`FROM ${image}`, 'FROM/image', 'os')).toEqual([os]);
  });

  test('a build argument before FROM is filled in, with its default', () => {
    expect(facets('ARG V=3.22\nFROM alpine:$V', 'FROM/image', 'tag')).toEqual(['3.22']);
    expect(facets('FROM alpine:${V:-edge}', 'FROM/image', 'tag')).toEqual(['edge']);
  });
});

describe('shell commands of RUN', () => {
  test.each([
    ['in lists, pipes and substitutions', 'RUN a && b | c; d "$(e -x)" || (f)', ['a', 'b', 'c', 'd', 'e', 'f']],
    ['behind programs that run programs', 'RUN sudo -u root env A=b /sbin/modprobe nbd', ['sudo', 'env', 'modprobe']],
    ['across continued lines with comments', 'RUN a \\\n # no\n  && b \\\n\n  c', ['a', 'b']],
    ['in the exec form', 'RUN ["/usr/bin/apt-get", "update"]', ['apt-get']],
    ['in a here-document', 'RUN <<E\nset -e\nmount /x\nE', ['set', 'mount']],
    ['in a here-document for a shell', 'RUN bash -e <<E\nmount /x\nE', ['bash', 'mount']],
    ['not in a here-document for another program', 'RUN python3 <<E\nmount /x\nE', ['python3']],
    ['not in a here-document with another interpreter', 'RUN <<E\n#!/usr/bin/env python3\nmount()\nE', []],
    ['not a name made of variables', 'RUN $CMD x && $(which y) z', ['which']],
    ['not under PowerShell', 'SHELL ["powershell", "-Command"]\nRUN Get-Item x', []],
    ['again after a POSIX shell is set', 'SHELL ["cmd", "/C"]\nSHELL ["/bin/bash", "-c"]\nRUN a', ['a']],
  ])('%s', (_, text, expected) => {
    expect(elements(`FROM x\n${text}`, 'RUN/sh/').map((each) => each.slice('RUN/sh/'.length).replace(/=.*/s, ''))).toEqual(expected);
  });

  test('not on a Windows base image, also through a stage', () => {
    expect(elements('FROM mcr.microsoft.com/windows/nanoserver:ltsc2022 AS a\nRUN dir\nFROM a\nRUN dir', 'RUN/sh/')).toEqual([]);
    expect(elements('# escape=`\nFROM x\nRUN a `\n && b', 'RUN/sh/')).toEqual(['RUN/sh/a=', 'RUN/sh/b=']);
  });

  test('arguments lose plain quotes; the first that is no option is the sub-command', () => {
    expect(elements("FROM x\nRUN apt-get -y install 'linux-image-amd64'", 'RUN/sh/')).toEqual(['RUN/sh/apt-get=-y install linux-image-amd64']);
    expect(facets('FROM x\nRUN apt-get -y install a', 'RUN/sh/apt-get', 'sub')).toEqual(['install']);
  });
});

describe('flags and parts', () => {
  test('mount options go by their main name', () => {
    expect(elements('FROM x\nRUN --mount=type=cache,dst=/c,ro a', 'RUN/--mount')).toEqual([
      'RUN/--mount=type=cache,dst=/c,ro',
      'RUN/--mount/type=cache',
      'RUN/--mount/target=/c',
      'RUN/--mount/readonly=true',
    ]);
    expect(facets('FROM x\nRUN --mount=target=/c a', 'RUN/--mount', 'type')).toEqual(['bind']);
  });

  test.each([
    ['USER a:b', ['USER/user=a', 'USER/group=b']],
    ['USER ${U:-root}:b', ['USER/user=${U:-root}', 'USER/group=b']],
    ['EXPOSE 80 53/udp', ['EXPOSE/port=80', 'EXPOSE/port=53/udp']],
    ['VOLUME ["/a", "/b"]', ['VOLUME/path=/a', 'VOLUME/path=/b']],
    ['COPY ["a b", "c/"]', ['COPY/source=a b', 'COPY/destination=c/']],
    ['CMD exec top -b', ['CMD/command=top']],
    ['ENTRYPOINT ["/sbin/init"]', ['ENTRYPOINT/command=/sbin/init']],
    ['HEALTHCHECK --interval=5s CMD curl x', ['HEALTHCHECK/--interval=5s', 'HEALTHCHECK/CMD=CMD', 'HEALTHCHECK/command=curl']],
    ['HEALTHCHECK NONE', ['HEALTHCHECK/NONE=NONE']],
    ['ENV A=1 B="x y"', ['ENV/A=1', 'ENV/B=x y']],
    ['ONBUILD USER root', ['USER/user=root']],
  ])('%s', (line, expected) => {
    expect(elements(`FROM x\n${line}`, ...new Set(expected.map((each) => `${each.split('/')[0]}/`)))).toEqual(expected);
  });

  test('a stage knows its base and its end', () => {
    const text = 'FROM a AS one\nRUN x\nFROM one\nCMD y';
    const { workloads } = parser.parse(text);
    expect(workloads.map(({ name, base, range }) => [name, base, text.slice(range.start, range.end)])).toEqual([
      ['one', undefined, 'FROM a AS one\nRUN x'],
      ['one', 0, 'FROM one\nCMD y'],
    ]);
  });
});
