/** Runs pieces of work one at a time, in the order of their calls; later work runs although earlier work has failed. */
export class Mutex {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs `work` after all earlier work has ended. Rejects with the signal's reason if it is aborted before. */
  run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const mine = this.#last.then(() => {
      signal?.throwIfAborted();
      return work();
    });
    this.#last = mine.catch(() => {});
    return mine;
  }
}
