import { DatabaseSync, type StatementSyncInstance } from '@photostructure/sqlite';
import { type LedgerRow, type PhotoState, rowSchema } from './ledger-rows';

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
  readonly #database: InstanceType<typeof DatabaseSync>;
  readonly #prepared = new Map<string, StatementSyncInstance>();

  /** The ledger must be there. */
  constructor(path: string) {
    this.#database = new DatabaseSync(path, { readOnly: true, timeout: 2000 });
  }

  close(): void {
    this.#database.close();
  }

  count(selection: RowSelection): number {
    const { where, values } = condition(selection);
    const row = this.#statement(`SELECT count(*) AS photos FROM photos ${where}`).get(...values);
    return Number(row?.['photos'] ?? 0);
  }

  page(selection: RowSelection, offset: number, limit: number): LedgerRow[] {
    // Ids come from an index alone, in order; whole rows are read for the page only.
    return this.ids(selection, offset, limit).flatMap((id) => this.row(id) ?? []);
  }

  ids(selection: RowSelection, offset: number, limit: number): number[] {
    const { where, values } = condition(selection);
    const by = selection.order === 'size' ? 'bytes, path' : 'path';
    return this.#statement(`SELECT id FROM photos ${where} ORDER BY ${by} LIMIT ? OFFSET ?`)
      .all(...values, limit, offset)
      .map((row) => Number(row['id']));
  }

  row(id: number): LedgerRow | undefined {
    const row = this.#statement('SELECT * FROM photos WHERE id = ?').get(id);
    return row === undefined ? undefined : rowSchema.parse({ ...row });
  }

  #statement(sql: string): StatementSyncInstance {
    const statement = this.#prepared.get(sql) ?? this.#database.prepare(sql);
    this.#prepared.set(sql, statement);
    return statement;
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
