import { Mutex } from '../contract/mutex';
import { ProcessLost } from '../transport/live-child';

/**
 * Runs pieces of work that share an engine's processes. If a process dies, all its work fails. Each piece is then run
 * once more while nothing else runs, so that only the one that caused the crash fails.
 */
export class SharedWork {
  readonly #turns = new Mutex();
  #sharing = 0;
  /** Number of pieces that run alone or wait to. */
  #lone = 0;
  #waiting: (() => void)[] = [];

  /** Rejects as `work` does, and with the signal's reason if it is aborted before its turn. */
  async run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    try {
      return await this.#share(work, signal);
    } catch (error) {
      if (signal.aborted || !(error instanceof ProcessLost)) throw error;
      return this.#alone(work, signal);
    }
  }

  async #share<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    while (this.#lone > 0) await this.#change();
    signal.throwIfAborted();
    this.#sharing++;
    try {
      return await work();
    } finally {
      this.#sharing--;
      this.#tell();
    }
  }

  async #alone<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    this.#lone++;
    try {
      return await this.#turns.run(async () => {
        while (this.#sharing > 0) await this.#change();
        signal.throwIfAborted();
        return work();
      }, signal);
    } finally {
      this.#lone--;
      this.#tell();
    }
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  #tell(): void {
    for (const go of this.#waiting.splice(0)) go();
  }
}
