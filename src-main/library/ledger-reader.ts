import { type Counts, PHOTO_STATES, type PhotoState } from '../contract/batch';
import type { LedgerDatabase } from './ledger-database';
import type { LedgerRow } from './ledger-rows';

/** The queries of a batch's ledger. LedgerPages reads it page by page for the window, through its own connection. */
export abstract class LedgerReader {
  protected readonly database: LedgerDatabase;

  protected constructor(database: LedgerDatabase) {
    this.database = database;
  }

  /** Of its file. */
  get path(): string {
    return this.database.path;
  }

  all(): LedgerRow[] {
    return this.database.rows('SELECT * FROM photos ORDER BY path');
  }

  /** Yields all rows in the order of their paths, in chunks, because reading a hundred thousand at once would block. */
  *inChunks(size = 500): Generator<LedgerRow[], void> {
    for (let after = ''; ; ) {
      const rows = this.database.rows(
        'SELECT * FROM photos WHERE path > ? ORDER BY path LIMIT ?',
        after,
        size,
      );
      const last = rows.at(-1);
      if (!last) return;
      yield rows;
      after = last.path;
    }
  }

  row(id: number): LedgerRow | undefined {
    return this.database.rows('SELECT * FROM photos WHERE id = ?', id)[0];
  }

  /** Ids of the waiting photos, in the order of their paths. */
  waitingIds(): number[] {
    return this.database
      .column("SELECT id AS value FROM photos WHERE state = 'waiting' ORDER BY path")
      .map(Number);
  }

  /** Paths of existing and planned results, relative to their folder. */
  outputs(): string[] {
    return this.database.column('SELECT output AS value FROM photos').map(String);
  }

  /** The photos' own recipes as JSON, by path. */
  ownRecipes(): Map<string, string> {
    const rows = this.database.all('SELECT path, recipe FROM photos WHERE recipe IS NOT NULL');
    return new Map(rows.map((row) => [String(row['path']), String(row['recipe'])]));
  }

  inState(state: PhotoState): LedgerRow[] {
    return this.database.rows('SELECT * FROM photos WHERE state = ? ORDER BY path', state);
  }

  counts(): Counts {
    const counts: Record<PhotoState, number> = { waiting: 0, working: 0, done: 0, failed: 0, skipped: 0 };
    for (const row of this.database.all('SELECT state, count(*) AS photos FROM photos GROUP BY state')) {
      const state = PHOTO_STATES.find((name) => name === row['state']);
      if (state) counts[state] = Number(row['photos']);
    }
    return counts;
  }

  /** Bytes of the photos that aren't done yet. */
  remainingBytes(): number {
    const sum = this.database.one(
      "SELECT coalesce(sum(bytes), 0) AS bytes FROM photos WHERE state IN ('waiting', 'working')",
    );
    return Number(sum['bytes']);
  }

  /** Names and values of the facts whose name starts with `start`. */
  factsLike(start: string): [string, string][] {
    const rows = this.database.all(
      'SELECT name, value FROM facts WHERE substr(name, 1, ?) = ?',
      start.length,
      start,
    );
    return rows.map((row) => [String(row['name']), String(row['value'])]);
  }
}
