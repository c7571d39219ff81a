import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Recipe } from '../contract/recipe';
import { toningOf } from '../contract/recipe-facts';
import type { z } from '../contract/schema';
import type { RawPicture } from '../imaging/raw-picture';
import type { restoreResult } from '../processes/job-schemas';
import type { RestoreProgress } from '../regions/restoration';
import type { Engine } from './engine';
import type { PhotoJob } from './photo-job';
import { type PreparedPhoto, preparePage, preparePhoto } from './prepare-photo';
import { restorationMark } from './restoration-mark';
import { writeOutput } from './write-output';

/** Options that the caller of a job may set. */
export interface JobOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: PageProgress) => void;
}

export interface PageProgress extends RestoreProgress {
  readonly page: number;
  readonly pages: number;
}

export interface PageReport extends z.output<typeof restoreResult> {
  /** The recipe that ran, with estimates filled in. */
  readonly recipe: Recipe;
  /** Share of pixels that were found damaged, 0 to 1; null if the damage wasn't searched for. */
  readonly found: number | null;
}

/**
 * Restores all pages of a photo and writes each result completely or not at all. Errors that can be detected in advance
 * are thrown as a PlainError before the work begins; LeftAlone is one. The photo is only read.
 */
export async function restoreFile(
  engine: Engine,
  asked: PhotoJob,
  options: JobOptions = {},
): Promise<PageReport[]> {
  const { photo, outputs, encoding } = asked;
  openNetworkEarly(engine, asked, options);
  const prepared = await preparePhoto(engine, asked, true, options.signal);
  const reports = await restorePages(engine, prepared, outputs.length, options);
  const { job } = prepared;
  const saving = job.mark ? { ...encoding, mark: markOf(reports) } : encoding;
  for (const [sample, out] of outputs.entries()) {
    const pages = reports.map((report) => report.outputs[sample]);
    await writeOutput(engine, { pages, source: photo, out, options: saving }, abortable(options));
  }
  return reports;
}

/**
 * Has the network opened while the photo is decoded, which saves about a third of a second for a first photo. If that
 * fails, the restoration itself tries again and reports it.
 */
function openNetworkEarly(engine: Engine, { network, recipe }: PhotoJob, options: JobOptions): void {
  const operators = [...recipe.operator];
  engine.compute
    .request('requireProvider', { network, operators }, abortable(options))
    .catch(() => undefined);
}

/** Restores all pages of a photo into raw files of the engine's workspace, one for each sample and page. */
export async function restorePages(
  engine: Engine,
  prepared: PreparedPhoto,
  samples: number,
  options: JobOptions,
): Promise<PageReport[]> {
  const reports: PageReport[] = [];
  for (let page = 0; page < prepared.info.pages; page++)
    reports.push(await restorePage(engine, prepared, page, samples, options));
  return reports;
}

function markOf(reports: readonly PageReport[]) {
  const [{ network }] = reports;
  return restorationMark({ recipes: reports.map(({ recipe }) => recipe), network });
}

async function restorePage(
  engine: Engine,
  { info, job, files }: PreparedPhoto,
  page: number,
  samples: number,
  options: JobOptions,
): Promise<PageReport> {
  const { measurement, found, remove } = await preparePage(engine, job, files, page, options.signal);
  const { photo, recipe } = measurement;
  const report = await engine.compute.request(
    'restore',
    {
      ...measurement,
      network: job.network,
      outputs: Array.from({ length: samples }, (_, sample) =>
        join(engine.workspace, `page-${page}-sample-${sample}.raw`),
      ),
      depth: job.encoding.bitDepth ?? photo.depth,
      tileSize: job.tileSize,
      hold: job.hold,
    },
    {
      ...abortable(options),
      onProgress: (progress) => options.onProgress?.({ ...progress, page, pages: info.pages }),
    },
  );
  const outputs = await tonedOutputs(engine, report.outputs, photo, recipe, options);
  await remove();
  return { ...report, outputs, recipe, found };
}

/** The outputs in the tone that the recipe asks for. */
async function tonedOutputs(
  engine: Engine,
  outputs: readonly RawPicture[],
  photo: RawPicture,
  recipe: Recipe,
  options: JobOptions,
): Promise<RawPicture[]> {
  const toning = toningOf(recipe);
  if (!toning) return [...outputs];
  const { noise, seed } = recipe;
  const toned: RawPicture[] = [];
  for (const result of outputs) {
    const look = { photo, result, strength: 1, grain: 0, toning, noise, seed };
    const rawPath = `${result.path}.toned`;
    toned.push(await engine.imaging.request('applyLook', { ...look, rawPath }, abortable(options)));
    await rm(result.path);
  }
  return toned;
}

function abortable({ signal }: JobOptions): { signal?: AbortSignal } {
  return signal ? { signal } : {};
}
