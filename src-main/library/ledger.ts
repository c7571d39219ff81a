import type { Order } from '../contract/batch';
import { type Said, toText } from '../contract/said';
import { hasEnded } from './claimant';
import { LedgerDatabase, type Value } from './ledger-database';
import { LedgerReader } from './ledger-reader';
import type { DoneFacts, LedgerRow, Wanted } from './ledger-rows';

/** Milliseconds until a claim expires unless it is renewed. */
export const CLAIM_MS = 60_000;

/**
 * The record of a batch: one row per photo, in SQLite with a write-ahead log, so that several processes may work on one
 * batch and any of them may crash. Its methods are the transitions of a photo's state, and the facts of the batch.
 * Every change is on disk when its function returns.
 */
export class Ledger extends LedgerReader {
  /** Opens or creates a ledger, which must be on a local disk. Throws a PlainError if it can't. */
  static open(path: string): Ledger {
    return new Ledger(LedgerDatabase.open(path));
  }

  /** Copies the current state of a ledger, even while others write to it. */
  static copy(path: string, target: string): void {
    LedgerDatabase.copy(path, target);
  }

  close(): void {
    this.database.close();
  }

  /** Runs `work` as one transaction, during which no other process writes. */
  together<T>(work: () => T): T {
    return this.database.together(work);
  }

  /** The same for asynchronous work. Nothing else may use this ledger meanwhile. */
  togetherInTurns<T>(work: () => Promise<T>): Promise<T> {
    return this.database.togetherInTurns(work);
  }

  /** Adds a photo in state waiting, or skipped if it has an error. */
  add(path: string, wanted: Wanted): void {
    this.database.run(
      `INSERT INTO photos (path, bytes, modified, settingsHash, settings, output, outputKey, state, error)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      path,
      wanted.bytes,
      wanted.modified,
      wanted.settingsHash,
      wanted.settings,
      wanted.output,
      wanted.outputKey,
      wanted.error === null ? 'waiting' : 'skipped',
      cellOf(wanted.error),
    );
  }

  /** Makes photos wait again if their claimant has ended or their claim has expired. */
  releaseEnded(now = Date.now()): void {
    const claimants = this.database
      .column("SELECT DISTINCT claimedBy AS value FROM photos WHERE state = 'working'")
      .map(String);
    for (const claimant of claimants.filter(hasEnded)) this.releaseAll(claimant);
    this.database.run(
      "UPDATE photos SET state = 'waiting', claimedBy = NULL WHERE state = 'working' AND claimedUntil < ?",
      now,
    );
  }

  /** Makes all photos of a claimant wait again. */
  releaseAll(claimant: string): void {
    this.database.run(
      "UPDATE photos SET state = 'waiting', claimedBy = NULL WHERE state = 'working' AND claimedBy = ?",
      claimant,
    );
  }

  /** Claims the next photo; undefined if none waits. */
  claim(claimant: string, order: Order, now = Date.now()): LedgerRow | undefined {
    const by = order === 'size' ? 'bytes, path' : 'path';
    const [row] = this.database.rows(
      `UPDATE photos SET state = 'working', claimedBy = ?, claimedUntil = ?, tries = tries + 1, error = NULL
       WHERE id = (SELECT id FROM photos WHERE state = 'waiting' ORDER BY ${by} LIMIT 1) RETURNING *`,
      claimant,
      now + CLAIM_MS,
    );
    return row;
  }

  /** Extends all claims of a claimant. */
  renew(claimant: string, now = Date.now()): void {
    this.database.run(
      "UPDATE photos SET claimedUntil = ? WHERE state = 'working' AND claimedBy = ?",
      now + CLAIM_MS,
      claimant,
    );
  }

  /** Records that the photo's result is on disk. */
  finish({ id, settingsHash }: LedgerRow, facts: DoneFacts, now = Date.now()): void {
    this.#update(id, {
      ...facts,
      state: 'done',
      doneSettings: settingsHash,
      error: null,
      claimedBy: null,
      finished: now,
    });
  }

  /** Records that the photo failed, or was skipped because there is nothing to do. */
  setAside(id: number, state: 'failed' | 'skipped', error: Said, now = Date.now()): void {
    this.#update(id, { state, error, claimedBy: null, finished: now });
  }

  /** Records that the photo's existing result was made from the same photo, with the same settings. */
  keep(id: number): void {
    this.#update(id, { state: 'done', claimedBy: null });
  }

  /** Makes a claimed photo wait for another attempt. */
  retry(id: number): void {
    this.#update(id, { state: 'waiting', claimedBy: null });
  }

  /** Makes a claimed photo wait again, without counting the attempt. */
  release({ id, tries }: LedgerRow): void {
    this.#update(id, { state: 'waiting', claimedBy: null, tries: Math.max(0, tries - 1) });
  }

  /**
   * Makes a photo wait for what is wanted of it now, or skips it if `error` says why nothing can be done. One that a
   * process works on is left alone. `isMade`: its result file exists; `isNew`: earlier attempts don't count.
   */
  replan(
    id: number,
    wanted: Wanted,
    { isNew, isMade }: { readonly isNew: boolean; readonly isMade: boolean },
  ): void {
    const { error } = wanted;
    this.#update(
      id,
      {
        ...wanted,
        state: error === null ? 'waiting' : 'skipped',
        ...(!isMade && { resultHash: null }),
        ...(isNew && { tries: 0 }),
      },
      "AND state <> 'working'",
    );
  }

  /** Writes the same settings again, where they were damaged. */
  renewSettings(id: number, settings: string): void {
    this.#update(id, { settings });
  }

  /** Makes every failed photo wait again. */
  retryFailed(): void {
    this.database.run("UPDATE photos SET state = 'waiting', tries = 0 WHERE state = 'failed'");
  }

  /** Gives photos their own recipe (null: the batch's again); it takes effect at the next planning. */
  setRecipes(ids: readonly number[], recipe: string | null): void {
    this.together(() => {
      for (const id of ids) this.#update(id, { recipe });
    });
  }

  rate(id: number, rating: number): void {
    this.#update(id, { rating });
  }

  setFact(name: string, value: string): void {
    this.database.run(
      'INSERT INTO facts (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
      name,
      value,
    );
  }

  removeFact(name: string): void {
    this.database.run('DELETE FROM facts WHERE name = ?', name);
  }

  /** Changes columns of a row, if the row meets `only`. */
  #update(
    id: number,
    changes: Partial<Omit<LedgerRow, 'id' | 'path'>> & { readonly outputKey?: string },
    only = '',
  ): void {
    const entries = Object.entries(changes);
    const set = entries.map(([name]) => `${name} = ?`).join(', ');
    this.database.run(
      `UPDATE photos SET ${set} WHERE id = ? ${only}`,
      ...entries.map(([, value]) => cellOf(value ?? null)),
      id,
    );
  }
}

/** What a column holds of a row's value. */
function cellOf(value: Value | Said): Value {
  return typeof value === 'object' && value !== null ? toText(value) : value;
}
