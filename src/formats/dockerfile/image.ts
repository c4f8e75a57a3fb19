/**
 * The parts of an image reference, following the distribution reference grammar
 * (https://github.com/distribution/reference): `[registry/]name[:tag][@digest]`.
 * Docker Hub's registry and its `library/` namespace are left out of `registry` and `name`.
 */
export function imageFacets(reference: string): Record<string, string> {
  if (reference.toLowerCase() === 'scratch') return { kind: 'scratch', name: 'scratch' };
  if (/[${}]/.test(reference)) return { kind: 'unknown' };
  const at = reference.indexOf('@');
  const digest = at < 0 ? undefined : reference.slice(at + 1);
  let name = at < 0 ? reference : reference.slice(0, at);
  const tagAt = /:([^:/]+)$/.exec(name);
  const tag = tagAt?.[1] ?? (digest ? undefined : 'latest');
  if (tagAt) name = name.slice(0, tagAt.index);
  const slash = name.indexOf('/');
  const host = slash < 0 ? '' : name.slice(0, slash);
  const hasRegistry = /[.:]/.test(host) || host === 'localhost';
  if (hasRegistry) name = name.slice(slash + 1);
  const registry = hasRegistry && !/^(index\.)?docker\.io$/.test(host) ? host : undefined;
  if (!registry) name = name.replace(/^library\//, '');
  return { kind: 'image', name, ...(registry && { registry }), ...(tag && { tag }), ...(digest && { digest }) };
}

/**
 * Whether an image reference names a Windows base image, by Microsoft's repository and tag names
 * (https://learn.microsoft.com/virtualization/windowscontainers/manage-containers/container-base-images).
 */
export function isWindowsImage(reference: string): boolean {
  const repository =
    /^mcr\.microsoft\.com\/(windows[/:@]|windows$|dotnet\/framework\/)|^microsoft\/(windowsservercore|nanoserver|dotnet-framework|iis\b|aspnet\b)/i;
  return repository.test(reference) || /:.*(nanoserver|windowsservercore|ltsc20\d\d)/i.test(reference);
}
