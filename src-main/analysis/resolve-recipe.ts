import { usualDetail } from '../contract/detail';
import type { Recipe, RecipeRequest } from '../contract/recipe';
import type { Suggestions } from '../contract/window/documents';

/** Blur of a photo that looks sharp: deblurring leaves it nearly as it is. */
const SHARP_BLUR = 0.3;
const MOST_NOISE = 127;

/** Whether a photo has to be looked at before the recipe can be used on it. A JPEG's own tables need no look. */
export function needsAnalysis({ noise, blur }: RecipeRequest): boolean {
  return noise === 'auto' || blur === 'auto';
}

/**
 * The recipe for one photo: what was asked for, with its own noise and blur where that says 'auto'. Of a photo that
 * looks sharp, deblurring is left out where anything else is to be done. The quality is left out where it is 'auto',
 * which has the file's own tables used; detail that is 'auto' is the usual one. `suggestions` may be left out where needsAnalysis says no.
 */
export function resolveRecipe(request: RecipeRequest, suggestions?: Suggestions): Recipe {
  const { noise, blur, quality, detail, ...rest } = request;
  const estimated = (what: string) => {
    if (!suggestions) throw new RangeError(`the ${what} of a photo that was not analysed`);
    return suggestions;
  };
  const others = rest.operator.filter((name) => name !== 'deblur-gaussian');
  const levels = noise === 'auto' ? Math.min(MOST_NOISE, estimated('noise').noise) : noise;
  const given = {
    ...(quality !== undefined && quality !== 'auto' && { quality }),
    noise: levels,
    detail: detail === 'auto' ? usualDetail(rest.operator, levels) : detail,
  };
  if (blur === undefined) return { ...rest, ...given };
  if (blur !== 'auto') return { ...rest, ...given, blur };
  const found = estimated('blur').blur;
  if (found === null && others.length > 0) return { ...rest, ...given, operator: others };
  return { ...rest, ...given, blur: found ?? SHARP_BLUR };
}
