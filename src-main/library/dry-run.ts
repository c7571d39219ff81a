import { rm, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Counts } from '../contract/batch';
import { PlainError } from '../contract/errors';
import { formatOf } from '../contract/photo-files';
import type { RecipeRequest } from '../contract/recipe';
import { enlargementOf } from '../contract/recipe-facts';
import { said } from '../contract/said';
import { sampleChannels } from '../imaging/photo-info';
import type { Engine } from '../jobs/engine';
import type { LedgerRow } from './ledger-rows';
import { resultExtension } from './naming';
import type { OpenBatch } from './open-batch';
import { settingsOf } from './row-settings';
import type { LeftOut } from './scan';
import { isS3, openStore } from './stores/open-store';
import { renamed } from './stores/renamed';
import type { Store } from './stores/store';
import { Vanished } from './task';
import { trialRate } from './trial-rate';

/** Most photos whose header is read. If there are more, some at even distances represent all. */
const MOST_READ = 200;

/** What a batch would do. */
export interface DryRun {
  readonly counts: Counts;
  /** Photos that would be left out, and those of the read ones that can't be restored. */
  readonly leftOut: readonly LeftOut[];
  readonly otherFiles: number;
  readonly megapixels: number;
  readonly seconds: number;
  /** Bytes of the results. */
  readonly bytes: number;
  readonly freeBytes: number | null;
  /** Number of photos whose header was read for these figures. */
  readonly lookedInto: number;
}

/**
 * Estimates the time and disk space for the waiting photos, from the headers of at most 200 photos and a small
 * restoration on this machine. Writes only working files.
 */
export async function dryRun(engine: Engine, batch: OpenBatch, signal: AbortSignal): Promise<DryRun> {
  const waiting = batch.ledger.waitingIds();
  const read = evenly(waiting, MOST_READ).flatMap((id) => batch.ledger.row(id) ?? []);
  const leftOut: LeftOut[] = [...batch.scan.leftOut];
  for (const { path, error } of batch.ledger.inState('skipped'))
    leftOut.push({ path, reason: error ?? said('nothing') });
  let [megapixels, bytes, good] = [0, 0, 0];
  let recipe: RecipeRequest | undefined;
  const photos = await openStore(batch.input);
  for (const row of read) {
    try {
      const estimate = await estimateRow(engine, photos, row, signal);
      megapixels += estimate.megapixels;
      bytes += estimate.bytes;
      good++;
      recipe ??= estimate.recipe;
    } catch (error) {
      if (error instanceof Vanished) leftOut.push({ path: row.path, reason: said('gone') });
      else if (error instanceof PlainError) leftOut.push({ path: row.path, reason: error.said });
      else throw error;
    }
  }
  const scale = good === 0 ? 0 : waiting.length / read.length;
  const rate = recipe ? await trialRate(engine, batch.options.network, recipe, signal) : 0;
  return {
    counts: batch.ledger.counts(),
    leftOut,
    otherFiles: batch.scan.otherFiles,
    megapixels: megapixels * scale,
    seconds: megapixels * scale * rate,
    bytes: Math.round(bytes * scale),
    freeBytes: await freeBytes(batch.output),
    lookedInto: read.length,
  };
}

async function estimateRow(engine: Engine, photos: Store, row: LedgerRow, signal: AbortSignal) {
  const { recipe, encoding } = settingsOf(row);
  const info = await probe(engine, photos, row.path, signal);
  const scale = enlargementOf(recipe);
  const pixels = info.width * info.height * info.pages * scale * scale;
  const depth = encoding.bitDepth ?? info.depth;
  const samples = pixels * sampleChannels(info) * recipe.samples * (depth / 8);
  return {
    recipe,
    megapixels: (pixels * recipe.samples) / 1e6,
    bytes: resultBytes(row, samples, row.bytes * scale * scale * recipe.samples),
  };
}

/** Reads a photo's header. A photo in a store is fetched for that and removed again. */
async function probe(engine: Engine, photos: Store, path: string, signal: AbortSignal) {
  const file = await photos.fetch(path, engine.workspace, signal);
  try {
    return await engine.imaging.request('probePhoto', { path: file }, { signal });
  } catch (error) {
    throw renamed(error, [[file, `${photos.root}/${path}`]]);
  } finally {
    if (!photos.isFolder) await rm(file, { force: true });
  }
}

/** Estimates a result's bytes: with lossy compression about the photo's, without loss two thirds of the samples'. */
function resultBytes({ output }: LedgerRow, samples: number, asPhoto: number): number {
  const extension = resultExtension(output, { format: 'same' });
  const format = formatOf(extension);
  if (format === 'png' || format === 'tiff') return (2 / 3) * samples;
  return Math.min(samples / 4, 2 * asPhoto);
}

function evenly<T>(items: readonly T[], most: number): T[] {
  const count = Math.min(most, items.length);
  return Array.from({ length: count }, (_, i) => items[Math.floor((i * items.length) / count)]);
}

/** Free bytes on the disk of a folder, which need not exist yet; null for a store. */
async function freeBytes(folder: string): Promise<number | null> {
  if (isS3(folder)) return null;
  for (let at = folder; ; at = dirname(at)) {
    const space = await statfs(at).catch(() => undefined);
    if (space) return space.bavail * space.bsize;
    if (dirname(at) === at) return null;
  }
}
