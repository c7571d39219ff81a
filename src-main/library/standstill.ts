import { setTimeout as sleep } from 'node:timers/promises';

/** How often it is asked whether the work may go on, in milliseconds. */
const ASK_MS = 3000;

export interface StandstillOptions {
  /** Has a running restoration wait before its next network call, or go on. */
  readonly hold: (on: boolean) => void;
  /** Hears why the work stands still, and null when it goes on. */
  readonly tell: (reason: string | null) => void;
  /** Why the work should wait just now, or nothing. */
  readonly mayRun?: (() => Promise<string | undefined>) | undefined;
}

/** Where work waits between photos: for a person who paused it, or for what mayRun says. */
export class Standstill {
  readonly #options: StandstillOptions;
  #paused: { readonly until: Promise<void>; readonly end: () => void } | undefined;
  /** One asks for all: they wait for the same thing, which is told once. */
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
    this.#options.tell('paused');
  }

  resume(): void {
    const paused = this.#paused;
    if (!paused) return;
    this.#paused = undefined;
    this.#options.hold(false);
    this.#options.tell(null);
    paused.end();
  }

  /** Resolves once the work may go on; rejects with the signal's reason. */
  async pass(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    while (this.#paused) await orAborted(this.#paused.until, signal);
    this.#asking ??= this.#ask(signal).finally(() => {
      this.#asking = undefined;
    });
    await this.#asking;
  }

  async #ask(signal: AbortSignal): Promise<void> {
    let told: string | undefined;
    for (;;) {
      const reason = await this.#options.mayRun?.();
      if (reason === undefined) break;
      if (reason !== told) this.#options.tell(reason);
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
