// `npm start`: checks what it was asked, sets the repository up, and goes on in start.ts.
import { statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import * as util from 'node:util';
import { Failure, root, runMain } from './base.mjs';
import { continueWith, ensureDependencies, requireNode } from './setup.mjs';

const help = `Opens VS Code with VirtLens in it.

  npm start -- [options]

  --folder DIR   the folder to open (default: media/samples)
  --browser      VS Code in a browser, even where desktop VS Code is installed
  --port N       the port for VS Code in a browser (default: 3939)
  --help         this text

Without desktop VS Code (\`code\` on the PATH), VS Code's server is installed once in ~/.cache/virtlens
(or in $VIRTLENS_CACHE) and the address to open is printed. Ctrl-C ends it.
`;

await runMain(async () => {
  requireNode();
  const options = parse(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(help);
    return 0;
  }
  const port = portNumber(options.port);
  const folder = existingFolder(options.folder);
  await requireFreePort(port);
  await ensureDependencies();
  return continueWith('start.ts', [String(port), folder, ...(options.browser ? ['--browser'] : [])]);
});

function parse(args) {
  try {
    return util.parseArgs({
      args,
      options: {
        folder: { type: 'string', default: join(root, 'media', 'samples') },
        browser: { type: 'boolean', default: false },
        port: { type: 'string', default: '3939' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new Failure(`${error.message.split(/\. |\n/)[0]} (see \`npm start -- --help\`).`);
  }
}

function portNumber(text) {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Failure(`--port takes a number from 1 to 65535, not '${text}'.`);
  }
  return port;
}

function existingFolder(path) {
  // npm runs scripts in the repository; a relative path means the directory the user is in.
  const folder = resolve(process.env.INIT_CWD ?? '.', path);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Failure(`There is no folder ${folder}.`);
  }
  return folder;
}

function requireFreePort(port) {
  return new Promise((done, reject) => {
    const probe = createServer();
    probe.on('error', ({ code }) =>
      reject(
        new Failure(
          code === 'EADDRINUSE'
            ? `Port ${port} is taken: choose another with \`npm start -- --port N\`.`
            : `Port ${port} cannot be used (${code}): choose another with \`npm start -- --port N\`.`,
        ),
      ),
    );
    probe.listen(port, '127.0.0.1', () => probe.close(done));
  });
}
