import type { Mutex } from '../contract/mutex';
import { linkedAbort } from '../library/linked-abort';

/**
 * Runs work after all earlier work, with a signal that any of `signals` aborts. Work that is aborted while it waits
 * never begins; it rejects at once with the signal's reason.
 */
export async function inTurn<T>(
  turns: Mutex,
  signals: readonly (AbortSignal | undefined)[],
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { controller, unlink } = linkedAbort(...signals);
  const { signal } = controller;
  let isWaiting = true;
  const turn = turns.run(() => {
    isWaiting = false;
    return work(signal);
  }, signal);
  const givenUp = new Promise<never>((_, reject) => {
    const giveUp = () => {
      if (isWaiting) reject(signal.reason);
    };
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
  });
  return Promise.race([turn, givenUp]).finally(unlink);
}
