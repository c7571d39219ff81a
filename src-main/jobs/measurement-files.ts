import { join } from 'node:path';
import { sharpensAsFound } from '../analysis/resolve-recipe';
import { badRequest } from '../contract/errors';
import type { Extent } from '../contract/geometry';
import { type OrientedTables, orientTables, standardTables } from '../contract/jpeg-tables';
import { specOf } from '../contract/operators';
import type { AnyRecipe, RecipeRequest } from '../contract/recipe';
import { needsMask, needsTables } from '../contract/recipe-facts';
import { said } from '../contract/said';
import type { z } from '../contract/schema';
import type { PhotoInfo } from '../imaging/photo-info';
import type { RawPicture } from '../imaging/raw-picture';
import { maskMissing } from '../measurement/problem';
import type { kernelSchema } from '../processes/job-schemas';
import type { Engine } from './engine';

/** Paths of files that describe the measurement in addition to the photo. */
export interface MeasurementPaths {
  readonly mask?: string | undefined;
  readonly kernel?: string | undefined;
}

/** What is known about the measurement besides the photo's pixels. */
export interface MeasurementFiles {
  readonly mask?: RawPicture;
  readonly kernel?: z.output<typeof kernelSchema>;
  readonly jpeg?: OrientedTables;
}

/** Throws if the recipe has values that the kernel takes the place of, because they would be recorded and not used. */
function checkKernel(recipe: AnyRecipe): void {
  const replaced = recipe.operator
    .map(specOf)
    .filter(({ needs }) => needs.kernel !== null)
    .flatMap(({ fields }) => Object.keys(fields))
    .filter((name) => recipe[name] !== undefined);
  if (replaced.length > 0) throw badRequest(said('kernelAndFields', { names: replaced.join(', ') }));
}

/**
 * Reads the mask and the kernel and finds the JPEG's tables. Throws a PlainError if a needed one is missing; no mask is
 * needed if the recipe finds the damage, and no tables to sharpen a photo.
 */
export async function readMeasurementFiles(
  engine: Engine,
  info: PhotoInfo,
  recipe: RecipeRequest,
  paths: MeasurementPaths,
  options: { readonly signal?: AbortSignal },
  maskExtent: Extent = info,
): Promise<MeasurementFiles> {
  const mask = needsMask(recipe) ? paths.mask : undefined;
  if (paths.kernel !== undefined) checkKernel(recipe);
  if (needsMask(recipe) && recipe.mask !== 'auto' && mask === undefined) throw maskMissing();
  return {
    ...(mask !== undefined && { mask: await readMask(engine, mask, maskExtent, options) }),
    ...(paths.kernel !== undefined && {
      kernel: await engine.imaging.request('readKernel', { path: paths.kernel }, options),
    }),
    ...((needsTables(recipe) || (info.jpeg && sharpensAsFound(recipe))) && { jpeg: tablesOf(info, recipe) }),
  };
}

async function readMask(
  engine: Engine,
  path: string,
  { width, height }: Extent,
  options: { readonly signal?: AbortSignal },
): Promise<RawPicture> {
  const rawPath = join(engine.workspace, 'mask.raw');
  const { mask, damaged } = await engine.imaging.request(
    'readMask',
    { path, width, height, rawPath },
    options,
  );
  if (damaged === 0) {
    throw badRequest(said('maskMarksNothing', { path }));
  }
  if (damaged === width * height) {
    throw badRequest(said('maskMarksAll', { path }));
  }
  return mask;
}

/** The standard tables of the recipe's quality, or the file's own. Throws a PlainError if the photo is no JPEG. */
function tablesOf(info: PhotoInfo, recipe: RecipeRequest): OrientedTables {
  if (recipe.quality !== undefined && recipe.quality !== 'auto') {
    return {
      tables: standardTables(recipe.quality, recipe.subsampling ?? '4:2:0'),
      offset: { x: 0, y: 0 },
    };
  }
  if (!info.jpeg) {
    throw badRequest(said('noTables', { path: info.path }));
  }
  return orientTables(info.jpeg, info.orientation, info.storedWidth, info.storedHeight);
}
