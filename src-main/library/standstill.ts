import { setTimeout as sleep } from 'node:timers/promises';
import { type Said, said } from '../contract/said';

/** Milliseconds between two calls of `mayRun`. */
const ASK_MS = 3000;

export interface StandstillOptions {
  /** Makes running restorations wait before their next network call, or lets them continue. */
  readonly hold: (on: boolean) => void;
  /** Called with the reason for waiting, and with null when the work continues. */
  readonly tell: (reason: Said | null) => void;
  /** Returns why the work should wait, or undefined. */
  readonly mayRun?: (() => Promise<Said | undefined>) | undefined;
}

/** Makes work wait between photos while the user has paused it or `mayRun` gives a reason. */
export class Standstill {
  readonly #options: StandstillOptions;
  #paused: { readonly until: Promise<void>; readonly end: () => void } | undefined;
  /** Shared by all waiting slots, so that the reason is reported once. */
  #asking: Promise<void> | undefined;

  constructor(options: StandstillOptions) {
    this.#options = options;
  }

  pause(): void {
    if (this.#paused) return;
    let end = () => {};
    const until = new Promise<void>((resolve) => {
      end = resolve;
    });
    this.#paused = { until, end };
    this.#options.hold(true);
    this.#options.tell(said('paused'));
  }

  resume(): void {
    if (this.end()) this.#options.tell(null);
  }

  /** Ends a pause without a report, as at the end of the work. Returns whether there was one. */
  end(): boolean {
    const paused = this.#paused;
    if (!paused) return false;
    this.#paused = undefined;
    this.#options.hold(false);
    paused.end();
    return true;
  }

  /** Resolves when the work may continue; rejects with the signal's reason. */
  async pass(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    while (this.#paused) await orAborted(this.#paused.until, signal);
    this.#asking ??= this.#ask(signal).finally(() => {
      this.#asking = undefined;
    });
    await this.#asking;
  }

  async #ask(signal: AbortSignal): Promise<void> {
    let told: Said | undefined;
    for (;;) {
      const reason = await this.#options.mayRun?.();
      if (reason === undefined) break;
      if (reason.key !== told?.key) this.#options.tell(reason);
      told = reason;
      await sleep(ASK_MS, undefined, { signal });
    }
    if (told !== undefined) this.#options.tell(null);
  }
}

function orAborted(wait: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const give = () => reject(signal.reason);
    signal.addEventListener('abort', give, { once: true });
    void wait.then(() => {
      signal.removeEventListener('abort', give);
      resolve();
    });
  });
}
