import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSyncInstance } from '@photostructure/sqlite';
import { failure, PlainError } from '../contract/errors';
import { said } from '../contract/said';
import { closeFile, PRIVATE_FOLDER } from '../imaging/private-files';
import { isBusy, ledgerFault, unopened } from './ledger-fault';
import { type LedgerRow, MIGRATIONS, rowSchema } from './ledger-rows';

/** Milliseconds that a process waits while another one writes. */
const BUSY_MS = 20_000;
/** The same for a reader; shorter, because the window can't respond while it waits. */
const READ_MS = 2000;
/** Milliseconds between two attempts where SQLite doesn't wait itself. */
const RETRY_MS = 20;

type Database = InstanceType<typeof DatabaseSync>;
export type Value = string | number | null;

/** A ledger's file, with transactions and prepared statements. Every change is on disk when its function returns. */
export class LedgerDatabase {
  readonly path: string;
  readonly #database: Database;
  readonly #prepared = new Map<string, StatementSyncInstance>();

  private constructor(path: string, database: Database) {
    this.path = path;
    this.#database = database;
  }

  /** Opens or creates a ledger, which must be on a local disk. Throws a PlainError if it can't. */
  static open(path: string): LedgerDatabase {
    let database: Database | undefined;
    try {
      mkdirSync(dirname(path), { recursive: true, mode: PRIVATE_FOLDER });
      database = new DatabaseSync(path, { timeout: BUSY_MS });
      // SQLite gives the files beside it the same permissions.
      closeFile(path);
      switchToWriteAheadLog(database);
      database.exec('PRAGMA synchronous = FULL');
      migrate(database, path);
      return new LedgerDatabase(path, database);
    } catch (error) {
      database?.close();
      if (error instanceof PlainError) throw error;
      throw unopened(path, error instanceof Error ? error.message : String(error), error);
    }
  }

  /** Opens an existing ledger only for reading. */
  static openToRead(path: string): LedgerDatabase {
    return new LedgerDatabase(path, new DatabaseSync(path, { readOnly: true, timeout: READ_MS }));
  }

  /** Copies the current state of a ledger, even while others write to it. */
  static copy(path: string, target: string): void {
    const database = new DatabaseSync(path, { timeout: BUSY_MS });
    try {
      database.prepare('VACUUM INTO ?').run(target);
    } catch (error) {
      throw ledgerFault(path, error);
    } finally {
      database.close();
    }
  }

  close(): void {
    this.#database.close();
  }

  /** Runs `work` as one transaction, during which no other process writes. */
  together<T>(work: () => T): T {
    this.#exec('BEGIN IMMEDIATE');
    try {
      const value = work();
      this.#exec('COMMIT');
      return value;
    } catch (error) {
      rollBack(this.#database);
      throw error;
    }
  }

  /** The same for asynchronous work. Nothing else may use this ledger meanwhile. */
  async togetherInTurns<T>(work: () => Promise<T>): Promise<T> {
    this.#exec('BEGIN IMMEDIATE');
    try {
      const value = await work();
      this.#exec('COMMIT');
      return value;
    } catch (error) {
      rollBack(this.#database);
      throw error;
    }
  }

  run(sql: string, ...values: Value[]): void {
    this.#saying(() => this.#statement(sql).run(...values));
  }

  all(sql: string, ...values: Value[]): Record<string, unknown>[] {
    return this.#saying(() => this.#statement(sql).all(...values));
  }

  column(sql: string, ...values: Value[]): unknown[] {
    return this.all(sql, ...values).map((row) => row['value']);
  }

  one(sql: string, ...values: Value[]): Record<string, unknown> {
    return this.#saying(() => ({ ...this.#statement(sql).get(...values) }));
  }

  rows(sql: string, ...values: Value[]): LedgerRow[] {
    return this.#saying(() => this.all(sql, ...values).map((row) => rowSchema.parse({ ...row })));
  }

  #exec(sql: string): void {
    this.#saying(() => this.#database.exec(sql));
  }

  #statement(sql: string): StatementSyncInstance {
    const statement = this.#prepared.get(sql) ?? this.#database.prepare(sql);
    this.#prepared.set(sql, statement);
    return statement;
  }

  /** Turns errors of the disk and of the file into a PlainError. */
  #saying<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw ledgerFault(this.path, error);
    }
  }
}

/**
 * Switches a ledger to a write-ahead log. It waits for other processes itself: SQLite refuses at once here, whatever its
 * timeout is, because two processes that wait for each other's locks would never end.
 */
function switchToWriteAheadLog(database: Database): void {
  const end = Date.now() + BUSY_MS;
  for (;;) {
    try {
      database.exec('PRAGMA journal_mode = WAL');
      return;
    } catch (error) {
      if (!isBusy(error) || Date.now() > end) throw error;
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MS);
  }
}

/** Migrates a ledger to the newest version, even if another process opens it meanwhile. */
function migrate(database: Database, path: string): void {
  if (versionOf(database) === MIGRATIONS.length) return;
  database.exec('BEGIN IMMEDIATE');
  try {
    const version = versionOf(database);
    if (version > MIGRATIONS.length) throw failure(said('laterLedger', { path }));
    for (const migration of MIGRATIONS.slice(version)) database.exec(migration);
    database.exec(`PRAGMA user_version = ${MIGRATIONS.length}; COMMIT`);
  } catch (error) {
    rollBack(database);
    throw error;
  }
}

/** Ends a transaction that failed. After a full disk SQLite has ended it already; that must not hide the error. */
function rollBack(database: Database): void {
  if (database.isTransaction) database.exec('ROLLBACK');
}

function versionOf(database: Database): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
}
