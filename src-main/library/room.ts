import { statfs } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { PlainError } from '../contract/errors';
import { type Said, type SayingKey, said } from '../contract/said';

/** Milliseconds between checks whether a full disk has room again. */
const POLL_MS = 3000;
/** Bytes that must become free before writing to a full disk is tried again. */
const GROWTH = 1 << 20;

/** Whether an error says that a disk is full. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof PlainError)) return tellsOfFullDisk(error);
  return FULL.has(error.said.key) || tellsOfFullDisk(error.said.values['detail']);
}

const FULL: ReadonlySet<SayingKey> = new Set([
  'diskFull',
  'ledgerFull',
  'noRoomForFolder',
  'noRoomToOpen',
  'workingFull',
]);

/** Whether the system or SQLite reports a full disk. */
function tellsOfFullDisk(error: unknown): boolean {
  return /no space left|disk is full|ENOSPC/i.test(error instanceof Error ? error.message : String(error));
}

/** The message of a PlainError, or the program's own message for SQLite's error about the ledger's disk. */
function fullness(error: unknown): Said {
  if (error instanceof PlainError) return error.said;
  return said('ledgerFull', { detail: error instanceof Error ? error.message : String(error) });
}

/** Waits for free disk space, once for all callers that ran out of it. */
export class Room {
  readonly #folders: readonly string[];
  readonly #tell: (reason: Said | null) => void;
  #waiting: Promise<void> | undefined;

  /** `tell` is called with the reason for waiting, and with null when the work continues. */
  constructor(folders: readonly string[], tell: (reason: Said | null) => void) {
    this.#folders = folders;
    this.#tell = tell;
  }

  /** Resolves when one of the folders' disks has more room than now. */
  wait(error: unknown, signal: AbortSignal): Promise<void> {
    this.#waiting ??= this.#untilMore(error, signal).finally(() => {
      this.#waiting = undefined;
    });
    return this.#waiting;
  }

  /** Writes to the ledger, waiting while its disk is full. */
  async write<T>(write: () => T, signal: AbortSignal): Promise<T> {
    for (;;) {
      try {
        return write();
      } catch (error) {
        if (!isDiskFull(error)) throw error;
        await this.wait(error, signal);
      }
    }
  }

  async #untilMore(error: unknown, signal: AbortSignal): Promise<void> {
    // Measured before `tell`, because the user may free space at once.
    const least = await this.#free();
    this.#tell(fullness(error));
    for (;;) {
      await sleep(POLL_MS, undefined, { signal });
      const free = await this.#free();
      if (free.some((bytes, i) => bytes >= least[i] + GROWTH)) break;
      // Other failed writes release their space too, so the least free space seen is the baseline.
      for (const [i, bytes] of free.entries()) least[i] = Math.min(least[i], bytes);
    }
    this.#tell(null);
  }

  async #free(): Promise<number[]> {
    return Promise.all(
      this.#folders.map(async (folder) => {
        const space = await statfs(folder).catch(() => undefined);
        return space ? space.bavail * space.bsize : 0;
      }),
    );
  }
}
