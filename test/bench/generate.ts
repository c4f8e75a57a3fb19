/** Instructions as people write them; `%n` is a number that differs each time. */
const BLOCKS: readonly string[] = [
  '# Packages of the application; the lists are not kept.\nRUN apt-get update \\\n    && apt-get install -y --no-install-recommends \\\n        ca-certificates curl \\\n        lib%n \\\n    && rm -rf /var/lib/apt/lists/*',
  'ENV APP_VERSION=%n TZ=Asia/Tokyo',
  'ARG BUILD_%n=release',
  'WORKDIR /srv/app%n',
  'COPY --chown=1000:1000 package.json package-lock.json ./',
  'COPY --from=0 /src/dist%n /app',
  'RUN --mount=type=cache,target=/root/.npm,sharing=locked \\\n    --mount=type=secret,id=token%n \\\n    npm ci',
  'RUN echo "built on $(uname -r) with $(nproc) CPUs" > info-%n.txt \\\n    && sysctl -w net.core.somaxconn=%n || true',
  'RUN groupadd -g %n app && useradd -u %n -g app -m app && chown -R app:app /srv',
  'RUN <<EOF\nset -e\nmount -t tmpfs tmpfs /mnt\ncat /proc/meminfo | head -n %n\nEOF',
  'EXPOSE 80 8%n/tcp',
  'VOLUME ["/data%n", "/var/lib/app"]',
  'LABEL org.opencontainers.image.revision="%n"',
  'HEALTHCHECK --interval=30s --timeout=3s CMD curl -f http://localhost:%n/ || exit 1',
  'USER 1000',
  'STOPSIGNAL SIGTERM',
  'ONBUILD RUN make -j%n',
  'ENTRYPOINT ["tini", "--", "node", "/app/server%n.js"]',
  '',
];

const STAGES: readonly string[] = ['FROM node:24-alpine AS stage%n', 'FROM debian:12-slim AS stage%n', 'FROM --platform=$BUILDPLATFORM golang:1.25 AS stage%n'];
const LINES_PER_STAGE = 60;

/** A Dockerfile of exactly so many lines (the last instruction may be cut short), the same for the same arguments. */
export function generateDockerfile(lines: number, seed = 1): string {
  let state = seed;
  const random = (limit: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const out = ['# syntax=docker/dockerfile:1'];
  let stages = 0;
  while (out.length < lines) {
    const starts = out.length >= stages * LINES_PER_STAGE;
    const templates = starts ? STAGES : BLOCKS;
    if (starts) stages++;
    const block = templates[random(templates.length)] ?? '';
    out.push(...block.replaceAll('%n', () => String(starts ? stages : random(900) + 100)).split('\n'));
  }
  return `${out.slice(0, lines).join('\n')}\n`;
}
