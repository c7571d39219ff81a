import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSyncInstance } from '@photostructure/sqlite';
import { failure, PlainError } from '../contract/errors';
import { said } from '../contract/said';
import { closeFile, PRIVATE_FOLDER } from '../imaging/private-files';
import { type LedgerRow, MIGRATIONS, rowSchema } from './ledger-rows';

/** Milliseconds that a process waits while another one writes. */
const BUSY_MS = 20_000;
/** The same for a reader; shorter, because the window can't respond while it waits. */
const READ_MS = 2000;

export type Value = string | number | null;

/** A ledger's file, with transactions and prepared statements. Every change is on disk when its function returns. */
export class LedgerDatabase {
  readonly #database: InstanceType<typeof DatabaseSync>;
  readonly #prepared = new Map<string, StatementSyncInstance>();

  private constructor(database: InstanceType<typeof DatabaseSync>) {
    this.#database = database;
  }

  /** Opens or creates a ledger, which must be on a local disk. Throws a PlainError if it can't. */
  static open(path: string): LedgerDatabase {
    try {
      mkdirSync(dirname(path), { recursive: true, mode: PRIVATE_FOLDER });
      const database = new DatabaseSync(path, { timeout: BUSY_MS });
      // What SQLite writes beside it has its rights.
      closeFile(path);
      database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
      migrate(database, path);
      return new LedgerDatabase(database);
    } catch (error) {
      if (error instanceof PlainError) throw error;
      const detail = error instanceof Error ? error.message : String(error);
      throw failure(said('ledgerUnopened', { path, detail }), error);
    }
  }

  /** Opens an existing ledger only for reading. */
  static openToRead(path: string): LedgerDatabase {
    return new LedgerDatabase(new DatabaseSync(path, { readOnly: true, timeout: READ_MS }));
  }

  /** Copies the current state of a ledger, even while others write to it. */
  static copy(path: string, target: string): void {
    const database = new DatabaseSync(path, { timeout: BUSY_MS });
    try {
      database.prepare('VACUUM INTO ?').run(target);
    } finally {
      database.close();
    }
  }

  close(): void {
    this.#database.close();
  }

  /** Runs `work` as one transaction, during which no other process writes. */
  together<T>(work: () => T): T {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const value = work();
      this.#database.exec('COMMIT');
      return value;
    } catch (error) {
      this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  /** The same for asynchronous work. Nothing else may use this ledger meanwhile. */
  async togetherInTurns<T>(work: () => Promise<T>): Promise<T> {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const value = await work();
      this.#database.exec('COMMIT');
      return value;
    } catch (error) {
      this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  statement(sql: string): StatementSyncInstance {
    const statement = this.#prepared.get(sql) ?? this.#database.prepare(sql);
    this.#prepared.set(sql, statement);
    return statement;
  }

  run(sql: string, ...values: Value[]): void {
    this.statement(sql).run(...values);
  }

  column(sql: string, ...values: Value[]): unknown[] {
    return this.statement(sql)
      .all(...values)
      .map((row) => row['value']);
  }

  one(sql: string, ...values: Value[]): Record<string, unknown> {
    return { ...this.statement(sql).get(...values) };
  }

  rows(sql: string, ...values: Value[]): LedgerRow[] {
    return this.statement(sql)
      .all(...values)
      .map((row) => rowSchema.parse({ ...row }));
  }
}

/** Brings a ledger up to the newest version, whoever else opens it meanwhile. */
function migrate(database: InstanceType<typeof DatabaseSync>, path: string): void {
  if (versionOf(database) === MIGRATIONS.length) return;
  database.exec('BEGIN IMMEDIATE');
  try {
    const version = versionOf(database);
    if (version > MIGRATIONS.length) throw failure(said('laterLedger', { path }));
    for (const migration of MIGRATIONS.slice(version)) database.exec(migration);
    database.exec(`PRAGMA user_version = ${MIGRATIONS.length}; COMMIT`);
  } catch (error) {
    database.exec('ROLLBACK');
    database.close();
    throw error;
  }
}

function versionOf(database: InstanceType<typeof DatabaseSync>): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
}
