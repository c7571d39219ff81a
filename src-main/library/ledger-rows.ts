import { PHOTO_STATES } from '../contract/batch';
import { readSaid } from '../contract/said-before';
import { z } from '../contract/schema';
import type { Verdict } from '../contract/window/library';

const time = z.number().nullable();

/** One photo of a ledger. */
export const rowSchema = z.object({
  id: z.int(),
  /** Relative to the photos' folder, as the file system spells it. */
  path: z.string(),
  bytes: z.number(),
  /** Milliseconds since 1970. */
  modified: z.number(),
  /** SHA-256 of the photo from which the result was made. */
  contentHash: z.string().nullable(),
  /** Hashes of recipe, output and mask: as they are wanted now, and as they were when the result was made. */
  settingsHash: z.string(),
  doneSettings: z.string().nullable(),
  /** The task's settings as JSON. */
  settings: z.string(),
  /** Relative to the results' folder. */
  output: z.string(),
  resultHash: z.string().nullable(),
  state: z.enum(PHOTO_STATES),
  tries: z.int(),
  /** Why it failed or was skipped. */
  error: z.string().transform(readSaid).nullable(),
  claimedBy: z.string().nullable(),
  /** When the claim expires unless it is renewed. */
  claimedUntil: time,
  megapixels: z.number().nullable(),
  /** Duration of the restoration in seconds. */
  seconds: z.number().nullable(),
  finished: time,
  /** The user's rating, 0 to 5. */
  rating: z.int(),
  /** The photo's own recipe as JSON, if the user gave it one. */
  recipe: z.string().nullable(),
});
export type LedgerRow = z.output<typeof rowSchema>;

const COLUMNS = `
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE,
  bytes INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  contentHash TEXT,
  settingsHash TEXT NOT NULL,
  doneSettings TEXT,
  settings TEXT NOT NULL,
  output TEXT NOT NULL,
  outputKey TEXT NOT NULL UNIQUE,
  resultHash TEXT,
  state TEXT NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  error TEXT,
  claimedBy TEXT,
  claimedUntil INTEGER,
  megapixels REAL,
  seconds REAL,
  finished INTEGER,
  rating INTEGER NOT NULL DEFAULT 0,
  recipe TEXT`;

const INDEXES = `
  CREATE INDEX IF NOT EXISTS byState ON photos (state, path);
  CREATE INDEX IF NOT EXISTS bySize ON photos (state, bytes, path);
  CREATE INDEX IF NOT EXISTS byBytes ON photos (bytes, path);`;

/** What planning wants of a photo; `error` says why nothing can be done. */
export type Wanted = Pick<
  LedgerRow,
  'bytes' | 'modified' | 'settingsHash' | 'settings' | 'output' | 'error'
> & {
  readonly outputKey: string;
};

/** The facts of a restoration that are recorded when its result is on disk. */
export interface DoneFacts {
  readonly contentHash: string;
  readonly resultHash: string;
  readonly megapixels: number;
  readonly seconds: number;
  readonly bytes: number;
  readonly modified: number;
}

/**
 * The migrations from each version to the next; a new ledger begins at version 0. A released migration never changes:
 * add another one after it.
 */
export const MIGRATIONS: readonly string[] = [
  // The first ledgers had no version; they have these tables and count as version 0.
  `CREATE TABLE IF NOT EXISTS photos (${COLUMNS}) STRICT;
  ${INDEXES}
  CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;`,
  // A photo has a claimant exactly while a process works on it.
  `CREATE TABLE checked (
    ${COLUMNS},
    CHECK (state IN ('waiting', 'working', 'done', 'failed', 'skipped')),
    CHECK ((state = 'working') = (claimedBy IS NOT NULL))
  ) STRICT;
  UPDATE photos SET claimedBy = NULL WHERE state <> 'working';
  UPDATE photos SET state = 'waiting' WHERE state = 'working' AND claimedBy IS NULL;
  INSERT INTO checked SELECT * FROM photos;
  DROP TABLE photos;
  ALTER TABLE checked RENAME TO photos;
  ${INDEXES}`,
];

/** Ratings in the ledger. 0 is none; the numbers between leave room for grades of accepted results. */
export const RATINGS: Readonly<Record<Verdict, number>> = { none: 0, rejected: 1, accepted: 5 };

/** The verdict of a rating in the ledger. */
export function verdictOf(rating: number): Verdict {
  if (rating === RATINGS.none) return 'none';
  return rating === RATINGS.rejected ? 'rejected' : 'accepted';
}
