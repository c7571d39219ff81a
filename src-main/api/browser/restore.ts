import { analysePicture } from '../../analysis/analyse';
import { needsAnalysis, resolveRecipe } from '../../analysis/resolve-recipe';
import { findTone } from '../../analysis/tone/find-tone';
import { badRequest } from '../../contract/errors';
import { standardTables } from '../../contract/jpeg-tables';
import { type Recipe, type RecipeRequest, recipeRequestSchema } from '../../contract/recipe';
import { addsColour, needsMask, needsTables, toneOf, toningOf } from '../../contract/recipe-facts';
import { firstIssue, quoted, said } from '../../contract/said';
import type { RawPicture } from '../../imaging/raw-picture';
import { applyToning } from '../../imaging/toning';
import { describeProblem, maskMissing } from '../../measurement/problem';
import { knowsGrain, untrained } from '../../network/trained-on';
import type { Fft2Factory } from '../../operators/fourier/fft2';
import type { WorkspacePool } from '../../operators/kernels/workspace';
import type { RestoreProgress } from '../../regions/restoration';
import { restorePhoto } from '../../regions/restore';
import type { Picture } from '../picture';
import { nonEmpty, progressOf, sentence } from '../public-forms';
import { readPicture, writeMask, writePicture } from './pictures';
import type { PageNetwork } from './session';
import type { BrowserRestoration, BrowserRestoreRequest } from './types';

/** What the restorations of one page have in common. */
export interface PageParts {
  readonly network: PageNetwork;
  readonly fft: Fft2Factory;
  readonly workspaces: WorkspacePool;
}

/**
 * Restores a picture as the engine's two processes restore a photo. `folder` begins the paths of its files in memory,
 * which the caller removes.
 */
export async function restorePicture(
  { network, fft, workspaces }: PageParts,
  request: BrowserRestoreRequest,
  folder: string,
  signal: AbortSignal,
): Promise<BrowserRestoration> {
  const started = performance.now();
  const asked = requestOf(request);
  const photo = await writePicture(request.picture, `${folder}photo`);
  const mask = await maskOf(request, asked, photo, `${folder}mask`);
  const recipe = await recipeFor(asked, photo, fft, signal);
  const choice = addsColour(recipe) ? 'free' : toneOf(recipe);
  const problem = describeProblem({
    recipe,
    tone: await findTone({ photo, mask, choice, signal }),
    jpeg: tablesOf(recipe),
    coloursNoise: knowsGrain(network.card),
    fft,
  });
  const outputs = Array.from({ length: recipe.samples }, (_, sample) => `${folder}sample-${sample}`);
  const report = await restorePhoto(
    { photo, problem, recipe, mask, outputs, depth: photo.depth },
    {
      network: network.run,
      workspaces,
      progress: (value: RestoreProgress) => request.onProgress?.(progressOf({ ...value, page: 0, pages: 1 })),
      signal,
    },
  );
  const samples: Picture[] = [];
  for (const output of report.outputs) samples.push(await readPicture(await toned(output, recipe, signal)));
  return {
    samples: nonEmpty(samples),
    recipe,
    warnings: untrained(recipe, network.card).map(sentence),
    seconds: (performance.now() - started) / 1000,
  };
}

/** The recipe. What needs files is refused. Throws a PlainError (bad request). */
function requestOf({ recipe, seed, samples }: BrowserRestoreRequest): RecipeRequest {
  const beside = { ...(seed !== undefined && { seed }), ...(samples !== undefined && { samples }) };
  const parsed = recipeRequestSchema.safeParse({ ...recipe, ...beside });
  if (!parsed.success) {
    const issue = firstIssue(parsed.error);
    throw badRequest(said('recipeUnusable', { path: 'that was given', issue }), parsed.error);
  }
  const { data } = parsed;
  if (data.mask === 'auto')
    throw badRequest(
      quoted("The browser's engine doesn't find damage; give a mask, or find it with the engine for Node."),
    );
  if (needsTables(data) && typeof data.quality !== 'number')
    throw badRequest(quoted("A picture in memory has no JPEG tables; give the recipe's quality, 1 to 100."));
  return data;
}

async function maskOf(
  { mask }: BrowserRestoreRequest,
  recipe: RecipeRequest,
  photo: RawPicture,
  path: string,
): Promise<RawPicture | undefined> {
  if (!needsMask(recipe)) return undefined;
  if (!mask) throw maskMissing();
  return writeMask(mask, photo, path);
}

async function recipeFor(
  asked: RecipeRequest,
  photo: RawPicture,
  fft: Fft2Factory,
  signal: AbortSignal,
): Promise<Recipe> {
  if (!needsAnalysis(asked)) return resolveRecipe(asked);
  // No value of a recipe is estimated from the damage.
  const finder = async (_: Float32Array, width: number, height: number) => new Float32Array(width * height);
  const suggestions = await analysePicture(photo, { finder, fft, signal });
  return resolveRecipe(asked, { suggestions });
}

function tablesOf(recipe: Recipe) {
  const { quality, subsampling = '4:2:0' } = recipe;
  if (!needsTables(recipe) || quality === undefined) return undefined;
  return { tables: standardTables(quality, subsampling), offset: { x: 0, y: 0 } };
}

async function toned(picture: RawPicture, recipe: Recipe, signal: AbortSignal): Promise<RawPicture> {
  const toning = toningOf(recipe);
  return toning ? applyToning(picture, toning, `${picture.path}-toned`, signal) : picture;
}
