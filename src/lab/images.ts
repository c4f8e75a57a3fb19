/** Official images that hold little but a shell: the reader's own images are none of our business. */
const BASES = ['busybox', 'alpine', 'debian', 'ubuntu', 'fedora', 'rockylinux', 'almalinux', 'archlinux', 'centos', 'amazonlinux'];
const REGISTRIES = /^(?:docker\.io\/library\/|docker\.io\/|registry\.fedoraproject\.org\/|library\/)?/;

/**
 * Picks the base image to run the probe in, from an engine's list of `repository:tag` lines.
 * @returns undefined when there is none we know; lines that are no image names are passed over
 */
export function parseImages(listing: string): string | undefined {
  const images = listing
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^[a-z0-9][a-z0-9._/-]{0,99}:[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$/.test(line));
  for (const base of BASES) {
    const found = images.find((image) => image.replace(REGISTRIES, '').split(':')[0] === base);
    if (found) return found;
  }
  return undefined;
}
