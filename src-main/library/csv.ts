import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { failure } from '../contract/errors';
import { inEnglish, said } from '../contract/said';
import type { Ledger } from './ledger';
import type { LedgerRow } from './ledger-rows';
import { RATINGS, verdictOf } from './ratings';
import type { LeftOut } from './scan';

type Cell = string | number | null;

/** Formats rows as CSV (RFC 4180) in UTF-8, with a byte order mark for spreadsheets. */
export function toCsv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `\ufeff${[header, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

/** Formats a cell. A text that a spreadsheet would read as a formula gets an apostrophe in front. */
function cell(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const DONE = [
  'photo',
  'result',
  'seconds',
  'finished',
  'photo sha256',
  'result sha256',
  'verdict',
  'rating',
] as const;

/** Writes done.csv, skipped.csv and failed.csv into a folder. Throws a PlainError if that fails. */
export async function writeLists(folder: string, ledger: Ledger, leftOut: readonly LeftOut[]): Promise<void> {
  const [done, failed, skipped]: Cell[][][] = [[], [], []];
  for (const rows of ledger.inChunks()) {
    for (const row of rows) {
      if (row.state === 'done') done.push(doneCells(row));
      else if (row.state === 'failed') failed.push([row.path, row.error && inEnglish(row.error), row.tries]);
      else if (row.state === 'skipped') skipped.push([row.path, row.error && inEnglish(row.error)]);
    }
    // Yields, so that the window's requests are answered.
    await turn();
  }
  skipped.push(...leftOut.map(({ path, reason }) => [path, inEnglish(reason)]));
  const lists: readonly (readonly [string, string])[] = [
    ['done.csv', toCsv(DONE, done)],
    ['failed.csv', toCsv(['photo', 'reason', 'tries'], failed)],
    ['skipped.csv', toCsv(['photo', 'reason'], skipped)],
  ];
  try {
    for (const [name, text] of lists) await writeFile(join(folder, name), text);
  } catch (error) {
    throw failure(said('listsUnwritten', { folder }), error);
  }
}

function doneCells({ path, output, seconds, finished, contentHash, resultHash, rating }: LedgerRow): Cell[] {
  return [
    path,
    output,
    seconds === null ? null : Math.round(seconds * 100) / 100,
    finished === null ? null : new Date(finished).toISOString(),
    contentHash,
    resultHash,
    // Empty if the result wasn't rated yet.
    ...(rating === RATINGS.none ? [null, null] : [verdictOf(rating), rating]),
  ];
}
