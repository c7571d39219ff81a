import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { failure } from '../contract/errors';
import { inEnglish, said } from '../contract/said';
import { writeAtomically } from '../imaging/output';
import type { Ledger } from './ledger';
import { type LedgerRow, RATINGS, verdictOf } from './ledger-rows';
import { sampleFiles } from './naming';
import { settingsIfSound } from './row-settings';
import type { LeftOut } from './scan';

type Cell = string | number | null;

/** Formats rows as CSV (RFC 4180) in UTF-8, with a byte order mark for spreadsheets. */
export function toCsv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `\ufeff${[header, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

/** The beginning of a formula, also in Chinese and Japanese forms and after white space. */
const FORMULA = /(^|[,;|\t\r\n])([\s"\ufeff]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g;

/**
 * Puts an apostrophe before a text that a spreadsheet would take for a formula. It does the same after each separator
 * inside the text, because spreadsheets in some languages divide lines there.
 */
function cell(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = value.replace(/^[\t\r\n]/, "'$&").replace(FORMULA, "$1$2'");
  return /[",;|\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
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
  // One by one, because the stack can't hold more than about a hundred thousand arguments of one call.
  for (const { path, reason } of leftOut) skipped.push([path, inEnglish(reason)]);
  const lists: readonly (readonly [string, string])[] = [
    ['done.csv', toCsv(DONE, done)],
    ['failed.csv', toCsv(['photo', 'reason', 'tries'], failed)],
    ['skipped.csv', toCsv(['photo', 'reason'], skipped)],
  ];
  try {
    // Written elsewhere and renamed, so that a link of that name is replaced and not followed.
    for (const [name, text] of lists)
      await writeAtomically(join(folder, name), (temporary) => writeFile(temporary, text));
  } catch (error) {
    throw failure(said('listsUnwritten', { folder }), error);
  }
}

function doneCells(row: LedgerRow): Cell[] {
  const { path, output, seconds, finished, contentHash, resultHash, rating } = row;
  return [
    path,
    sampleFiles(output, settingsIfSound(row)?.recipe.samples ?? 1).join('; '),
    seconds === null ? null : Math.round(seconds * 100) / 100,
    finished === null ? null : new Date(finished).toISOString(),
    contentHash,
    resultHash,
    // Empty if the result wasn't rated yet.
    ...(rating === RATINGS.none ? [null, null] : [verdictOf(rating), rating]),
  ];
}
