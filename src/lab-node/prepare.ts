import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ociConfig } from '../lab/bundle.ts';
import { parseImages } from '../lab/images.ts';
import { lxcConfig } from '../lab/lxc.ts';
import { processCap } from './cap.ts';
import type { Places } from '../lab/plan.ts';
import type { Preparation } from '../model/lab.ts';
import type { LabFolder } from './folder.ts';
import { findKernel, writeInitramfs } from './initramfs.ts';
import { NotReady } from './not-ready.ts';
import { runProcess } from './process.ts';
import { makeRoot } from './root.ts';
import type { FindTool } from './tools.ts';

export const HOSTNAME = 'virtlens-lab';
const PROBE_LIMIT = 5_000;

export interface Workshop {
  readonly folder: LabFolder;
  /** The folder of `probe.sh` and the other scripts. */
  readonly scripts: string;
  readonly find: FindTool;
  /** The teaching kernel, and a Linux kernel the reader named. */
  readonly kernel?: string;
  readonly linux?: string;
  readonly signal: AbortSignal;
}

/** Makes what a rung needs, each thing once a lab. */
export class Preparations {
  readonly #shop: Workshop;
  readonly #made = new Map<string, Promise<Places>>();

  constructor(shop: Workshop) {
    this.#shop = shop;
  }

  /**
   * The places of a rung's commands.
   * @param engine the tool whose images are looked at
   * @throws NotReady
   */
  async placesFor(preparations: readonly Preparation[], engine: string | undefined, env: Readonly<Record<string, string>>): Promise<Places> {
    const { folder, scripts } = this.#shop;
    let places: Places = {
      probe: join(scripts, 'probe.sh'),
      enter: join(scripts, 'enter.sh'),
      cgroup: join(scripts, 'cgroup2.sh'),
      empty: join(scripts, 'run.sh'),
      alone: join(scripts, 'alone.sh'),
      state: join(folder.path, 'state'),
      name: `${HOSTNAME}-${folder.id}`,
      nproc: processCap(),
    };
    try {
      for (const each of preparations) places = { ...places, ...(await this.#once(each, engine, env)) };
    } catch (error) {
      throw error instanceof NotReady ? error : new NotReady({ stderr: error instanceof Error ? error.message : String(error) });
    }
    return places;
  }

  #once(preparation: Preparation, engine: string | undefined, env: Readonly<Record<string, string>>): Promise<Places> {
    const key = preparation === 'image' ? `image ${engine}` : preparation;
    const known = this.#made.get(key);
    if (known) return known;
    const making = this.#make(preparation, engine, env);
    this.#made.set(key, making);
    return making;
  }

  async #make(preparation: Preparation, engine: string | undefined, env: Readonly<Record<string, string>>): Promise<Places> {
    const { folder, scripts, find, kernel, signal } = this.#shop;
    const root = join(folder.path, 'root');
    switch (preparation) {
      case 'root':
        await makeRoot(root, join(scripts, 'probe.sh'), find, signal);
        return { root };
      case 'bundle':
        return this.#bundle(root);
      case 'copy':
        return this.#copy();
      case 'lxc':
        return this.#lxc(root);
      case 'kernel':
        if (kernel === undefined || !existsSync(kernel)) throw new NotReady({ end: 'missing', stderr: 'no kernel file' });
        return { kernel };
      case 'linux':
        return this.#linux(root);
      case 'image':
        return this.#image(engine ?? '', env);
    }
  }

  /** A bundle for a runtime around which a user namespace makes this user root: outside of the container, root is 0 as well. */
  #bundle(root: string): Places {
    const bundle = join(this.#shop.folder.path, 'bundle');
    mkdirSync(bundle);
    writeFileSync(join(bundle, 'config.json'), ociConfig(root, HOSTNAME));
    return { bundle };
  }

  /** The probe on a drive of this machine, by its long name: another system cannot enter a share or know a short name. */
  #copy(): Places {
    const copy = join(this.#shop.folder.path, 'copy');
    mkdirSync(copy);
    writeFileSync(join(copy, 'probe.sh'), readFileSync(join(this.#shop.scripts, 'probe.sh'), 'utf8').replace(/\r/g, ''));
    return { copy: realpathSync.native(copy) };
  }

  /** The folder LXC keeps its containers in, with the configuration and the directory over which it mounts the root. */
  #lxc(root: string): Places {
    const lxc = join(this.#shop.folder.path, 'lxc');
    const mount = join(lxc, 'mount');
    mkdirSync(mount, { recursive: true });
    writeFileSync(join(lxc, 'config'), lxcConfig(root, mount, HOSTNAME));
    return { lxc };
  }

  /** A Linux kernel file, and the root directory with an `init` as what it starts from. */
  #linux(root: string): Places {
    const linux = findKernel(this.#shop.linux);
    if (linux === undefined) throw new NotReady({ end: 'missing', stderr: this.#shop.linux ?? '' });
    const initramfs = join(this.#shop.folder.path, 'initramfs');
    writeInitramfs(initramfs, root, join(this.#shop.scripts, 'init.sh'));
    return { linux, initramfs };
  }

  /** A base image the engine already has. Nothing is pulled, nothing imported, and no unknown image is run. */
  async #image(engine: string, env: Readonly<Record<string, string>>): Promise<Places> {
    const program = this.#shop.find(engine);
    if (program === undefined) throw new NotReady({ end: 'missing', stderr: '' });
    const argv = [program, 'image', 'ls', '--format', '{{.Repository}}:{{.Tag}}'];
    const listed = await runProcess({ argv, cwd: this.#shop.folder.path, env, limitMs: PROBE_LIMIT, signal: this.#shop.signal });
    if (listed.end !== 'exit' || listed.code !== '0') throw new NotReady(listed);
    const image = parseImages(listed.stdout);
    if (image === undefined) throw new NotReady({ end: 'exit', code: '0', stdout: 'no base image' });
    return { image };
  }
}
