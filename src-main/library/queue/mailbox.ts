import { setTimeout as sleep } from 'node:timers/promises';

/** A queue of received messages, in the order in which they came. */
export class Mailbox<T> {
  #letters: T[] = [];
  #ring = () => {};

  push(letter: T): void {
    this.#letters.push(letter);
    this.#ring();
  }

  /** Removes and returns all messages. */
  take(): T[] {
    const letters = this.#letters;
    this.#letters = [];
    return letters;
  }

  /** Resolves when there is a message, or after `ms` milliseconds; rejects with the signal's reason. */
  async wait(ms: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#letters.length > 0) return;
    const enough = new AbortController();
    const give = () => enough.abort();
    this.#ring = give;
    signal.addEventListener('abort', give, { once: true });
    await sleep(ms, undefined, { signal: enough.signal }).catch(() => {});
    signal.removeEventListener('abort', give);
    signal.throwIfAborted();
  }
}
