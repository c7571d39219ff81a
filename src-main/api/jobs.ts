import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Mutex } from '../contract/mutex';
import { type RawPicture, readRectangle } from '../imaging/raw-picture';
import { onWorkingFiles } from '../imaging/working-files';
import type { Engine as Processes } from '../jobs/engine';
import { inTurn } from './in-turn';
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
    return inTurn(this.#turns, [this.#closed.signal, asked], async (signal) => {
      const workspace = join(this.#processes.workspace, `job-${this.#count++}`);
      await onWorkingFiles(() => mkdir(workspace));
      try {
        return await work({ ...this.#processes, workspace }, signal);
      } finally {
        await rm(workspace, { recursive: true, force: true });
      }
    });
  }

  /** Aborts all jobs; resolves when they have ended. */
  async close(): Promise<void> {
    this.#closed.abort(new Error('The engine was closed.'));
    await this.#turns.run(async () => {});
  }
}

/** A raw file's samples. */
export async function readPicture(picture: RawPicture): Promise<Picture> {
  const { path, width, height, channels, depth } = picture;
  return onWorkingFiles(async () => {
    const file = await open(path, 'r');
    try {
      const data = await readRectangle(file, picture, { x: 0, y: 0, width, height });
      return { width, height, channels, depth, data };
    } finally {
      await file.close();
    }
  });
}
