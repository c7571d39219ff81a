import type { Order, PhotoState } from '../contract/batch';
import { LedgerDatabase } from './ledger-database';
import type { LedgerRow } from './ledger-rows';

/** A selection of a ledger's rows, and their order. */
export interface RowSelection {
  /** Empty means all states. */
  readonly states: readonly PhotoState[];
  /** Only rows with these ratings; by default with any. */
  readonly ratings?: readonly number[];
  /** A part of the path; empty means any path. */
  readonly search: string;
  readonly order: Order;
}

/**
 * Reads a ledger page by page, through its own connection that never writes, so that the running batch isn't disturbed.
 * Every call uses an index, or scans the rows once to search for a name.
 */
export class LedgerPages {
  readonly #database: LedgerDatabase;

  /** The ledger must exist. */
  constructor(path: string) {
    this.#database = LedgerDatabase.openToRead(path);
  }

  close(): void {
    this.#database.close();
  }

  count(selection: RowSelection): number {
    const { where, values } = condition(selection);
    return Number(this.#database.one(`SELECT count(*) AS photos FROM photos ${where}`, ...values)['photos']);
  }

  page(selection: RowSelection, offset: number, limit: number): LedgerRow[] {
    // The ids come sorted from an index; whole rows are read only for the page.
    return this.ids(selection, offset, limit).flatMap((id) => this.row(id) ?? []);
  }

  ids(selection: RowSelection, offset: number, limit: number): number[] {
    const { where, values } = condition(selection);
    const by = selection.order === 'size' ? 'bytes, path' : 'path';
    return this.#database
      .column(
        `SELECT id AS value FROM photos ${where} ORDER BY ${by} LIMIT ? OFFSET ?`,
        ...values,
        limit,
        offset,
      )
      .map(Number);
  }

  row(id: number): LedgerRow | undefined {
    return this.#database.rows('SELECT * FROM photos WHERE id = ?', id)[0];
  }
}

function condition({ states, ratings, search }: RowSelection) {
  const parts: string[] = [];
  const values: (string | number)[] = [];
  const among = (column: string, wanted: readonly (string | number)[]) => {
    parts.push(`${column} IN (${wanted.map(() => '?').join(', ')})`);
    values.push(...wanted);
  };
  if (states.length > 0) among('state', states);
  if (ratings) among('rating', ratings);
  if (search !== '') {
    parts.push("path LIKE ? ESCAPE '\\'");
    values.push(`%${search.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`);
  }
  return { where: parts.length === 0 ? '' : `WHERE ${parts.join(' AND ')}`, values };
}
