import { setTimeout as sleep } from 'node:timers/promises';

/** What was heard and not looked at yet, in the order it came. */
export class Mailbox<T> {
  #letters: T[] = [];
  #ring = () => {};

  push(letter: T): void {
    this.#letters.push(letter);
    this.#ring();
  }

  /** All that has come; the box is empty then. */
  take(): T[] {
    const letters = this.#letters;
    this.#letters = [];
    return letters;
  }

  /** Resolves once something is there, or after a time in milliseconds; rejects with the signal's reason. */
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
