import { failure, PlainError } from '../contract/errors';
import { quoted, said } from '../contract/said';
import { z } from '../contract/schema';

/** An error of SQLite: the low byte of its code is the kind. */
const sqliteError = z
  .object({ errcode: z.int(), message: z.string() })
  .transform(({ errcode, message }) => ({ kind: errcode & 0xff, message }));

const BUSY = 5;
const FULL = 13;
/** Codes for a file that can't be read, written or opened. */
const OF_THE_DISK = new Set([8, 10, 14]);
/** Codes for a corrupt file, another kind of file, or a database with other tables. */
const OF_THE_FILE = new Set([1, 11, 26]);

/**
 * The PlainError for an error of the disk or of a ledger's content, which may have been changed by someone; any other
 * error unchanged.
 */
export function ledgerFault(path: string, error: unknown): unknown {
  if (error instanceof PlainError) return error;
  if (error instanceof z.core.$ZodError) return unopened(path, 'a row is damaged', error);
  // SQLite's integers may be too large for JavaScript's numbers.
  if (error instanceof RangeError) return unopened(path, error.message, error);
  const parsed = sqliteError.safeParse(error);
  if (!parsed.success) return error;
  const { kind, message } = parsed.data;
  if (kind === FULL) return failure(said('ledgerFull', { detail: message }), error);
  if (OF_THE_DISK.has(kind)) return failure(said('notKept', { path, why: quoted(message) }), error);
  return OF_THE_FILE.has(kind) ? unopened(path, message, error) : error;
}

/** Whether SQLite refused because another process has locked the file. */
export function isBusy(error: unknown): boolean {
  return sqliteError.safeParse(error).data?.kind === BUSY;
}

/** The PlainError for a ledger that can't be opened, or is none. */
export function unopened(path: string, detail: string, error: unknown): PlainError {
  return failure(said('ledgerUnopened', { path, detail }), error);
}
