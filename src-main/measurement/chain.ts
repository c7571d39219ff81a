import { badRequest } from '../contract/errors';
import type { Recipe } from '../contract/recipe';
import { sentence } from '../contract/sentences';
import { gaussianPsf, motionPsf, type PointSpreadFunction } from '../operators/point-spread';

/** One link of what happened to the photo in space: a blur, a mean over blocks, or a blur with decimation. */
export interface Link {
  readonly psf?: PointSpreadFunction;
  /** Side of the blocks; 1 for a blur alone. */
  readonly factor: number;
}

/** How many times smaller a chain makes a side of the photo. */
export function scaleOf(chain: readonly Link[]): number {
  return chain.reduce((product, { factor }) => product * factor, 1);
}

/** The blurs and block means of the recipe in the order in which they acted on the photo that once was. */
export function spatialChain(recipe: Recipe, kernel: PointSpreadFunction | undefined): Link[] {
  const chain: Link[] = [];
  for (const name of recipe.operator) {
    if (name === 'upscale') {
      if (recipe.scale === undefined) throw badRequest(sentence('needsScale'));
      chain.push({ factor: recipe.scale });
    } else if (name === 'deblur-gaussian') {
      if (!kernel && recipe.blur === undefined) {
        throw badRequest(sentence('needsBlur'));
      }
      chain.push({ psf: kernel ?? gaussianPsf(recipe.blur ?? 0), factor: 1 });
    } else if (name === 'deblur-motion') {
      if (!kernel && recipe.length === undefined) {
        throw badRequest(sentence('needsLength'));
      }
      chain.push({ psf: kernel ?? motionPsf(recipe.length ?? 0, recipe.angle ?? 0), factor: 1 });
    }
  }
  return chain;
}

/**
 * How far the blurs of a chain reach together, in pixels of the photo; undefined where there is none. Throws a
 * PlainError for a factor that no fast Fourier transform has.
 */
export function blurReach(chain: readonly Link[]): number | undefined {
  let reach = 0;
  let factor = 1;
  let found = false;
  for (const link of chain) {
    if (link.psf) {
      found = true;
      reach += ((Math.max(link.psf.width, link.psf.height) - 1) / 2) * factor;
    }
    factor *= link.factor;
  }
  if (!found) return undefined;
  if (factor % 7 === 0) throw badRequest(sentence('blurBySeven'));
  return Math.ceil(reach / factor);
}
