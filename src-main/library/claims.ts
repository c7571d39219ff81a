import { setTimeout as sleep } from 'node:timers/promises';
import { newClaimant } from './claimant';
import { CLAIM_MS, type Ledger } from './ledger';
import { forgetWorkspace, rememberWorkspace } from './leftovers';

/** How often it is looked whether another process left photos, in milliseconds. */
const OTHERS_MS = 500;

/** What one process that works on a batch has of its ledger, beside others that may do the same. */
export class Claims {
  readonly claimant = newClaimant();
  readonly #ledger: Ledger;
  #renewal: ReturnType<typeof setInterval> | undefined;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  /** Shows others that it is at work, until `release`. `workspace` has its working files; empty: it has none. */
  hold(workspace: string): void {
    rememberWorkspace(this.#ledger, this.claimant, workspace);
    this.#renewal = setInterval(() => this.#renew(), CLAIM_MS / 4);
  }

  /** Gives back what was claimed and not finished. */
  release(): void {
    clearInterval(this.#renewal);
    this.#ledger.releaseAll(this.claimant);
    forgetWorkspace(this.#ledger, this.claimant);
  }

  /**
   * Where nothing waits: whether to look again. Waits a while where other processes still have photos; if they end badly,
   * what they leave is done here. Rejects with the signal's reason.
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
      // A busy or full disk; the next renewal comes long before the claims end.
    }
  }
}
