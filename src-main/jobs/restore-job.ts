import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { needsAnalysis, resolveRecipe, withoutTables } from '../analysis/resolve-recipe';
import { badRequest } from '../contract/errors';
import type { Recipe, RecipeRequest } from '../contract/recipe';
import { addsColour, enlargementOf, needsMask } from '../contract/recipe-facts';
import { said } from '../contract/said';
import type { z } from '../contract/schema';
import type { EncodeOptions } from '../imaging/encode-options';
import { type PhotoInfo, sampleChannels } from '../imaging/photo-info';
import type { RawPicture } from '../imaging/raw-picture';
import type { networkSchema, restoreResult } from '../processes/job-schemas';
import type { RestoreProgress } from '../regions/restoration';
import type { Engine } from './engine';
import { damageFor } from './find-damage';
import { type MeasurementFiles, type MeasurementPaths, readMeasurementFiles } from './measurement-files';
import { restorationMark } from './restoration-mark';
import { writeOutput } from './write-output';

/** The restoration of one photo, from files to files. */
export interface PhotoJob {
  readonly photo: string;
  /** Its automatic values are estimated for each page. */
  readonly recipe: RecipeRequest;
  readonly files: MeasurementPaths;
  readonly network: z.input<typeof networkSchema>;
  /** One file per sample. */
  readonly outputs: readonly string[];
  readonly encoding: EncodeOptions;
  /** Whether to record the restoration in the results' XMP. */
  readonly mark: boolean;
  readonly tileSize?: number | undefined;
  /** The name by which the compute process can pause this job. */
  readonly hold?: string | undefined;
}

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
 * are thrown as a PlainError before the work begins; LeftAlone is one. The original is only read.
 */
export async function restoreFile(
  engine: Engine,
  asked: PhotoJob,
  options: JobOptions = {},
): Promise<PageReport[]> {
  const { photo, outputs, encoding } = asked;
  const info = await engine.imaging.request('probePhoto', { path: photo }, abortable(options));
  const recipe = info.jpeg ? asked.recipe : withoutTables(asked.recipe);
  const job = { ...asked, recipe };
  for (const out of outputs) await checkOutput(engine, info, job, out, options);
  const files = await readMeasurementFiles(engine, info, recipe, job.files, abortable(options));
  const reports: PageReport[] = [];
  for (let page = 0; page < info.pages; page++)
    reports.push(await restorePage(engine, job, files, page, info, options));
  const saving = job.mark ? { ...encoding, mark: markOf(reports) } : encoding;
  for (const [sample, out] of outputs.entries()) {
    const pages = reports.map((report) => report.outputs[sample]);
    await writeOutput(engine, { pages, source: photo, out, options: saving }, abortable(options));
  }
  return reports;
}

function markOf(reports: readonly PageReport[]) {
  const [{ network }] = reports;
  return restorationMark({ recipes: reports.map(({ recipe }) => recipe), network });
}

async function restorePage(
  engine: Engine,
  job: PhotoJob,
  files: MeasurementFiles,
  page: number,
  info: PhotoInfo,
  options: JobOptions,
): Promise<PageReport> {
  const rawPath = join(engine.workspace, `page-${page}.raw`);
  const photo = await engine.imaging.request(
    'decodePhoto',
    { path: job.photo, page, rawPath },
    abortable(options),
  );
  if (files.mask && (files.mask.width !== photo.width || files.mask.height !== photo.height)) {
    throw badRequest(said('pageSize', { page: page + 1, path: job.photo }));
  }
  const name = `page-${page}-damage.raw`;
  const damage = files.mask
    ? undefined
    : await damageFor(engine, job.recipe, photo, { path: job.photo, name }, abortable(options));
  const recipe = await recipeFor(engine, job, photo, damage?.share, options);
  const report = await engine.compute.request(
    'restore',
    {
      ...files,
      ...(damage && needsMask(recipe) && { mask: damage.mask }),
      photo,
      recipe,
      network: job.network,
      outputs: job.outputs.map((_, sample) => join(engine.workspace, `page-${page}-sample-${sample}.raw`)),
      depth: job.encoding.bitDepth ?? photo.depth,
      tileSize: job.tileSize,
      hold: job.hold,
    },
    {
      ...abortable(options),
      onProgress: (progress) => options.onProgress?.({ ...progress, page, pages: info.pages }),
    },
  );
  await rm(rawPath);
  if (damage) await rm(damage.mask.path);
  return { ...report, recipe, found: damage?.share ?? null };
}

async function recipeFor(
  engine: Engine,
  { recipe }: PhotoJob,
  raw: RawPicture,
  damaged: number | undefined,
  options: JobOptions,
): Promise<Recipe> {
  if (!needsAnalysis(recipe)) return resolveRecipe(recipe, undefined, damaged);
  return resolveRecipe(recipe, await engine.imaging.request('analyse', { raw }, abortable(options)), damaged);
}

/** Throws before the work begins if an output can't be written or can't hold the result. */
async function checkOutput(
  engine: Engine,
  info: PhotoInfo,
  job: PhotoJob,
  out: string,
  options: JobOptions,
): Promise<void> {
  const { recipe, encoding } = job;
  const scale = enlargementOf(recipe);
  const page = {
    width: info.width * scale,
    height: info.height * scale,
    channels: outputChannels(info, recipe),
  };
  const pages = Array.from({ length: info.pages }, () => page);
  await engine.imaging.request(
    'checkOutput',
    { source: info.path, out, pages, options: encoding },
    abortable(options),
  );
}

function outputChannels(info: PhotoInfo, recipe: RecipeRequest): RawPicture['channels'] {
  return sampleChannels(addsColour(recipe) ? { ...info, channels: 3 } : info);
}

function abortable({ signal }: JobOptions): { signal?: AbortSignal } {
  return signal ? { signal } : {};
}
