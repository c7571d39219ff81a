import { setTimeout as sleep } from 'node:timers/promises';
import { Mutex } from '../../contract/mutex';
import { Refusal } from './refusal';

/** Seconds that a client is told to wait before any photo was restored. */
const FIRST_GUESS = 30;
const LONGEST = 600;
/** Milliseconds between checks whether all requests have left. */
const POLL_MS = 50;

/** A request that was let in: it sends its photo, waits, or is processed. */
export interface Turn {
  /** Runs work on the engine when all earlier work has ended. Rejects with the signal's reason if it is aborted. */
  run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T>;
  /** Call it when the request is over. */
  leave(): void;
}

/** Lets a limited number of requests in, and one at a time to the engine. */
export class Turns {
  readonly #most: number;
  readonly #meanSeconds: () => number | undefined;
  readonly #mutex = new Mutex();
  #inside = 0;
  #running = 0;

  /**
   * @param waiting number of requests that may send their photo or wait, besides the one being processed
   * @param meanSeconds mean seconds per photo so far, for the time that a client is told to wait
   */
  constructor(waiting: number, meanSeconds: () => number | undefined) {
    this.#most = waiting + 1;
    this.#meanSeconds = meanSeconds;
  }

  get depth(): { readonly waiting: number; readonly running: number } {
    return { waiting: this.#inside - this.#running, running: this.#running };
  }

  /** Resolves when all requests have left, or after `longestMs` milliseconds. */
  async emptied(longestMs: number): Promise<void> {
    const end = performance.now() + longestMs;
    while (this.#inside > 0 && performance.now() < end) await sleep(POLL_MS);
  }

  /** Throws a Refusal (429) if too many requests are inside. */
  enter(): Turn {
    if (this.#inside >= this.#most) {
      const seconds = Math.ceil(Math.min(LONGEST, this.#meanSeconds() ?? FIRST_GUESS));
      throw new Refusal(429, `${this.#inside} requests are waiting; try again in ${seconds} seconds.`, {
        'Retry-After': String(Math.max(1, seconds)),
      });
    }
    this.#inside++;
    let isInside = true;
    return {
      run: (work, signal) => this.#run(work, signal),
      leave: () => {
        if (isInside) this.#inside--;
        isInside = false;
      },
    };
  }

  #run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    return new Promise((resolve, reject) => {
      // A waiting request leaves at once; work that has begun ends first.
      const leave = () => reject(signal.reason);
      signal.addEventListener('abort', leave, { once: true });
      const turn = this.#mutex.run(async () => {
        signal.removeEventListener('abort', leave);
        this.#running++;
        try {
          return await work();
        } finally {
          this.#running--;
        }
      }, signal);
      turn.then(resolve, reject);
    });
  }
}
