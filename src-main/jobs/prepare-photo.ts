import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Known, needsAnalysis, resolveRecipe, withoutTables } from '../analysis/resolve-recipe';
import { badRequest } from '../contract/errors';
import type { Recipe, RecipeRequest } from '../contract/recipe';
import { addsColour, enlargementOf, needsMask, toningOf } from '../contract/recipe-facts';
import { said } from '../contract/said';
import { type PhotoInfo, sampleChannels } from '../imaging/photo-info';
import type { RawPicture } from '../imaging/raw-picture';
import { tonedChannels } from '../imaging/toning';
import type { Engine } from './engine';
import { damageFor } from './find-damage';
import { type MeasurementFiles, readMeasurementFiles } from './measurement-files';
import type { PhotoJob } from './photo-job';

/** A photo whose job was checked. */
export interface PreparedPhoto {
  readonly info: PhotoInfo;
  /** The job without what doesn't apply to the photo. */
  readonly job: PhotoJob;
  readonly files: MeasurementFiles;
}

/** A page with everything that the compute process needs to know about it. */
export interface PreparedPage {
  readonly measurement: MeasurementFiles & { readonly photo: RawPicture; readonly recipe: Recipe };
  /** Share of pixels that were found damaged, 0 to 1; null if the damage wasn't searched for. */
  readonly found: number | null;
  /** Removes the page's working files. */
  remove(): Promise<void>;
}

/**
 * Reads a photo's header and the files of its measurement, and checks that the results can hold it; `writes` also checks
 * that they can be written, for which their folder must exist. Throws a PlainError.
 */
export async function preparePhoto(
  engine: Engine,
  asked: PhotoJob,
  writes: boolean,
  signal: AbortSignal | undefined,
): Promise<PreparedPhoto> {
  const options = abortable(signal);
  const info = await engine.imaging.request('probePhoto', { path: asked.photo }, options);
  const recipe = info.jpeg ? asked.recipe : withoutTables(asked.recipe);
  const job = { ...asked, recipe };
  for (const out of job.outputs) await checkOutput(engine, info, job, out, writes, options);
  const files = await readMeasurementFiles(engine, info, recipe, job.files, options);
  return { info, job, files };
}

/** Decodes a page, finds its damage and fills in the recipe. Throws a PlainError; LeftAlone is one. */
export async function preparePage(
  engine: Engine,
  job: PhotoJob,
  files: MeasurementFiles,
  page: number,
  signal: AbortSignal | undefined,
): Promise<PreparedPage> {
  const options = abortable(signal);
  const rawPath = join(engine.workspace, `page-${page}.raw`);
  const photo = await engine.imaging.request('decodePhoto', { path: job.photo, page, rawPath }, options);
  if (files.mask && (files.mask.width !== photo.width || files.mask.height !== photo.height)) {
    throw badRequest(said('pageSize', { page: page + 1, path: job.photo }));
  }
  const name = `page-${page}-damage.raw`;
  const damage = files.mask
    ? undefined
    : await damageFor(engine, job.recipe, photo, { path: job.photo, name }, options);
  const known = { damaged: damage?.share, hasTables: files.jpeg !== undefined };
  const recipe = await recipeFor(engine, job.recipe, photo, known, options);
  return {
    measurement: {
      ...files,
      ...(damage && needsMask(recipe) && { mask: damage.mask }),
      photo,
      recipe,
    },
    found: damage?.share ?? null,
    remove: async () => {
      await rm(rawPath);
      if (damage) await rm(damage.mask.path);
    },
  };
}

/** Analyses a photo if the recipe needs it, and fills in the recipe. */
export async function recipeFor(
  engine: Engine,
  request: RecipeRequest,
  raw: RawPicture,
  known: Omit<Known, 'suggestions'>,
  options: { readonly signal?: AbortSignal },
): Promise<Recipe> {
  if (!needsAnalysis(request)) return resolveRecipe(request, known);
  const suggestions = await engine.imaging.request('analyse', { raw }, options);
  return resolveRecipe(request, { ...known, suggestions });
}

/** Throws before the work begins if an output can't be written or can't hold the result. */
async function checkOutput(
  engine: Engine,
  info: PhotoInfo,
  job: PhotoJob,
  out: string,
  writes: boolean,
  options: { readonly signal?: AbortSignal },
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
    { source: info.path, out, pages, options: encoding, writes },
    options,
  );
}

function outputChannels(info: PhotoInfo, recipe: RecipeRequest): RawPicture['channels'] {
  const channels = sampleChannels(addsColour(recipe) ? { ...info, channels: 3 } : info);
  const toning = toningOf(recipe);
  return toning ? tonedChannels(channels, toning) : channels;
}

function abortable(signal: AbortSignal | undefined): { signal?: AbortSignal } {
  return signal ? { signal } : {};
}
