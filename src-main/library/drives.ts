import { readdir, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Said, said } from '../contract/said';

/** Milliseconds between checks whether a lost drive is back. */
const POLL_MS = 3000;

/**
 * The folders of a batch, whose drives may be lost while it runs: the network fails, or a cable is pulled. An error of
 * reading is then not the photo's fault.
 */
export class Drives {
  readonly #devices: ReadonlyMap<string, number>;
  readonly #tell: (reason: Said | null) => void;
  #waiting: Promise<void> | undefined;
  #losses = 0;

  private constructor(devices: ReadonlyMap<string, number>, tell: (reason: Said | null) => void) {
    this.#devices = devices;
    this.#tell = tell;
  }

  /** `tell` is called with the reason for waiting, and with null when the work continues. */
  static async of(folders: readonly string[], tell: (reason: Said | null) => void): Promise<Drives> {
    const devices = new Map<string, number>();
    for (const folder of folders) devices.set(folder, (await stat(folder).catch(() => undefined))?.dev ?? -1);
    return new Drives(devices, tell);
  }

  /** How often a folder was found lost. Work that began before the last time may have failed because of it. */
  get losses(): number {
    return this.#losses;
  }

  /** The first folder that can't be reached; undefined if all can. */
  async lost(): Promise<string | undefined> {
    for (const [folder, device] of this.#devices) if (!(await isThere(folder, device))) return folder;
    return undefined;
  }

  /** Resolves once all folders can be reached, with whether it had to wait. Rejects with the signal's reason. */
  async wait(signal: AbortSignal): Promise<boolean> {
    const folder = await this.lost();
    if (folder === undefined) return false;
    this.#waiting ??= this.#untilBack(folder, signal).finally(() => {
      this.#waiting = undefined;
    });
    await this.#waiting;
    return true;
  }

  async #untilBack(folder: string, signal: AbortSignal): Promise<void> {
    this.#losses++;
    this.#tell(said('driveLost', { folder }));
    while ((await this.lost()) !== undefined) await sleep(POLL_MS, undefined, { signal });
    this.#tell(null);
  }
}

/** Whether the folder is still there. An empty folder on another device than before is only the drive's mount point. */
async function isThere(folder: string, device: number): Promise<boolean> {
  try {
    if ((await stat(folder)).dev === device) return true;
    return (await readdir(folder)).length > 0;
  } catch {
    return false;
  }
}
