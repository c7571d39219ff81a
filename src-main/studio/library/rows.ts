import { join, posix } from 'node:path';
import type { PhotoState } from '../../contract/batch';
import { badRequest } from '../../contract/errors';
import { said } from '../../contract/said';
import type { BatchRow, RowView } from '../../contract/window/library';
import type { RowSelection } from '../../library/ledger-pages';
import { type LedgerRow, RATINGS, verdictOf } from '../../library/ledger-rows';
import { masksOf } from '../../library/masks';
import { sampleFiles } from '../../library/naming';
import type { OpenBatch } from '../../library/open-batch';
import { settingsIfSound, settingsOf } from '../../library/row-settings';

const PREFIX = 'thumb-';

/** A row's description for the window. */
export function describeRow(batch: string, row: LedgerRow): BatchRow {
  const folder = posix.dirname(row.path);
  const settings = settingsIfSound(row);
  return {
    id: row.id,
    name: posix.basename(row.path),
    folder: folder === '.' ? '' : folder,
    state: row.state,
    reason: row.error ?? (settings ? null : said('rowDamaged', { photo: row.path })),
    verdict: verdictOf(row.rating),
    seconds: row.seconds,
    seed: settings?.recipe.seed ?? null,
    ownRecipe: row.recipe !== null,
    thumbnail: `${PREFIX}${batch}-${row.id}-${stampOf(row)}`,
  };
}

/** Changes with the thumbnail's contents, so that no host's cache shows an old one. */
function stampOf({ state, resultHash, modified }: LedgerRow): string {
  return state === 'done' && resultHash !== null ? resultHash.slice(0, 12) : modified.toString(36);
}

/** The batch and row of a thumbnail's id; undefined for any other picture. */
export function parseThumbnail(picture: string): { batch: string; row: number } | undefined {
  const [, batch, row] = /^thumb-([0-9a-f]+)-(\d+)-\w+$/.exec(picture) ?? [];
  return batch === undefined ? undefined : { batch, row: Number(row) };
}

/** Throws a PlainError (bad request) if there is no such row. */
export function rowOf({ pages }: OpenBatch, id: number): LedgerRow {
  const row = pages.row(id);
  if (!row) throw badRequest(said('notOfBatch'));
  return row;
}

/** The mask of a photo, if there is one with its name. */
export async function maskOf({ request }: OpenBatch, { path }: LedgerRow): Promise<string | undefined> {
  return masksOf(request)?.(path);
}

export function photoPath(batch: OpenBatch, row: LedgerRow): string {
  return join(batch.input, row.path);
}

/**
 * The first of the row's results; undefined if it isn't done. Throws a PlainError (bad request) if the row's settings are
 * damaged.
 */
export function resultPath(batch: OpenBatch, row: LedgerRow): string | undefined {
  if (row.resultHash === null) return undefined;
  const [first] = sampleFiles(row.output, settingsOf(row).recipe.samples);
  return join(batch.output, first);
}

const SHOWN: Readonly<Record<RowView['show'], readonly PhotoState[]>> = {
  all: [],
  waiting: ['waiting', 'working'],
  done: ['done'],
  failed: ['failed'],
  skipped: ['skipped'],
  accepted: [],
  rejected: [],
  unrated: ['done'],
};

export function selectionOf({ show, search, order }: RowView): RowSelection {
  const ratings = show === 'accepted' || show === 'rejected' ? [RATINGS[show]] : undefined;
  return {
    states: SHOWN[show],
    ...(show === 'unrated' ? { ratings: [RATINGS.none] } : ratings && { ratings }),
    search: search.trim(),
    order,
  };
}
