import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RawPicture } from '../imaging/raw-picture';
import { onWorkingFiles } from '../imaging/working-files';
import type { Engine as Processes } from '../jobs/engine';
import { linkedAbort } from '../library/linked-abort';
import { Mutex } from '../library/mutex';
import type { Picture } from './picture';

/** Does jobs one at a time, each with a folder of its own for working files. */
export class Jobs {
  readonly #processes: Processes;
  readonly #turns = new Mutex();
  readonly #closed = new AbortController();
  #count = 0;

  constructor(processes: Processes) {
    this.#processes = processes;
  }

  /** Does a job in its turn; its signal is aborted by `asked` and by `close`. */
  async run<T>(
    asked: AbortSignal | undefined,
    work: (processes: Processes, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const { controller, unlink } = linkedAbort(this.#closed.signal, asked);
    const { signal } = controller;
    const alone = async () => {
      const workspace = join(this.#processes.workspace, `job-${this.#count++}`);
      await onWorkingFiles(() => mkdir(workspace));
      try {
        return await work({ ...this.#processes, workspace }, signal);
      } finally {
        await rm(workspace, { recursive: true, force: true });
      }
    };
    return this.#turns.run(alone, signal).finally(unlink);
  }

  /** Aborts all jobs; resolves when they have ended. */
  async close(): Promise<void> {
    this.#closed.abort(new Error('The engine was closed.'));
    await this.#turns.run(async () => {});
  }
}

/** A raw file's samples. */
export async function readPicture({ path, width, height, channels, depth }: RawPicture): Promise<Picture> {
  const bytes = await onWorkingFiles(() => readFile(path));
  // A copy of its own, since a Buffer may be a part of a larger memory.
  const own = Uint8Array.from(bytes);
  return { width, height, channels, depth, data: depth === 16 ? new Uint16Array(own.buffer) : own };
}
