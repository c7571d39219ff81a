import { setTimeout as sleep } from 'node:timers/promises';
import { newClaimant } from './claimant';
import { CLAIM_MS, type Ledger } from './ledger';
import { forgetWorkspace, rememberWorkspace } from './leftovers';

/** Milliseconds between checks whether another process left photos. */
const OTHERS_MS = 500;

/** One process's claims in a ledger that several processes may work on. */
export class Claims {
  readonly claimant = newClaimant();
  readonly #ledger: Ledger;
  #renewal: ReturnType<typeof setInterval> | undefined;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  /** Keeps the claims alive until `release`. `workspace` is the folder of working files; empty if there is none. */
  hold(workspace: string): void {
    rememberWorkspace(this.#ledger, this.claimant, workspace);
    this.#renewal = setInterval(() => this.#renew(), CLAIM_MS / 4);
  }

  /** Gives back the photos that were claimed and not finished. */
  release(): void {
    clearInterval(this.#renewal);
    this.#ledger.releaseAll(this.claimant);
    forgetWorkspace(this.#ledger, this.claimant);
  }

  /**
   * Call it when no photo waits; returns whether to look again. If other processes still have photos, it waits a while
   * first, because photos of a process that dies are restored here. Rejects with the signal's reason.
   */
  async othersWork(signal: AbortSignal): Promise<boolean> {
    const others = this.#ledger.inState('working').some(({ claimedBy }) => claimedBy !== this.claimant);
    if (!others) return this.#ledger.counts().waiting > 0;
    await sleep(OTHERS_MS, undefined, { signal });
    this.#ledger.releaseEnded();
    return true;
  }

  #renew(): void {
    try {
      this.#ledger.renew(this.claimant);
    } catch {
      // The disk is busy or full. The next renewal comes long before the claims expire.
    }
  }
}
