/** Lets one piece of work run at a time, in the order they came. */
export class Mutex {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs `work` once all before it have ended; rejects with the signal's reason if that comes first. */
  run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const mine = this.#last.then(() => {
      signal?.throwIfAborted();
      return work();
    });
    this.#last = mine.catch(() => {});
    return mine;
  }
}
