import { LedgerDatabase } from './ledger-database';
import type { LedgerRow, PhotoState } from './ledger-rows';

/** Which rows of a ledger, and in which order. */
export interface RowSelection {
  /** Empty for all. */
  readonly states: readonly PhotoState[];
  /** Only rows of these ratings; left out, of any. */
  readonly ratings?: readonly number[];
  /** A part of the path; empty for any. */
  readonly search: string;
  readonly order: 'folder' | 'size';
}

/**
 * A ledger to look at, page by page, by a connection of its own that never writes: what works on the batch isn't
 * disturbed. Every call reads by an index, or runs once over the rows where a name is searched.
 */
export class LedgerPages {
  readonly #database: LedgerDatabase;

  /** The ledger must be there. */
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
    // Ids come from an index alone, in order; whole rows are read for the page only.
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
