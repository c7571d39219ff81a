import type { Point } from '../../../src-main/contract/geometry';
import type { OperatorName, RecipeRequest } from '../../../src-main/contract/recipe';
import { enlargementOf } from '../../../src-main/contract/recipe-facts';
import { z } from '../../../src-main/contract/schema';
import type { Suggestions } from '../../../src-main/contract/window/documents';
import { deblurGaussian } from '../../../src-main/operators/deblur-gaussian/spec';
import { deblurMotion } from '../../../src-main/operators/deblur-motion/spec';
import { upscale } from '../../../src-main/operators/upscale/spec';
import { measuredNoise, noise } from '../noise/repair';
import { held, on, type Part, type PartFields, type Repair, within } from '../repair';

const { blur: deviation } = deblurGaussian.fields;
const { length, angle } = deblurMotion.fields;

/** The ranges of the controls. */
export const LIMITS = { deviation: deviation.slider, length: length.slider, angle: angle.slider } as const;

export const KINDS = ['soft', 'motion', 'picture'] as const;

/** The narrowest visible blur, in pixels. */
const WORTH = 0.5;

/** `deviation` and `length` in pixels of the photo, `angle` in degrees, clockwise from horizontal. */
const schema = z
  .object({
    on,
    kind: z.enum(KINDS).default('soft'),
    deviation: within(LIMITS.deviation).default(deviation.initial),
    length: within(LIMITS.length).default(length.initial),
    angle: within(LIMITS.angle).default(angle.initial),
  })
  .prefault({});
type Blur = z.infer<typeof schema>;

export const blur = {
  schema,
  moved: ['deviation', 'length', 'angle'],
  toRecipe({ kind, deviation, length, angle }, { enlargement, isEstimated }): Part {
    // Both values are measured in the photo's own pixels.
    if (isEstimated) return placed('deblur-gaussian', 'photo', { blur: 'auto' });
    if (kind === 'picture') return placed('deblur-gaussian', 'photo', {});
    if (kind === 'motion') {
      const { pixels, of } = widthIn(length, enlargement, deblurMotion.fields.length.range.max);
      return placed('deblur-motion', of, { length: pixels, angle });
    }
    const { pixels, of } = widthIn(deviation, enlargement, deblurGaussian.fields.blur.range.max);
    return placed('deblur-gaussian', of, { blur: pixels });
  },
  fromRecipe(recipe, current) {
    const { blur, length, angle } = recipe;
    const factor = enlargementAfterBlur(recipe);
    return {
      on: current.on,
      kind: isMotion(recipe) ? 'motion' : blur === undefined ? 'picture' : 'soft',
      deviation:
        blur === undefined || blur === 'auto' ? current.deviation : held(blur / factor, LIMITS.deviation),
      length: length === undefined ? current.length : held(length / factor, LIMITS.length),
      angle: angle ?? current.angle,
    };
  },
  isEstimated: ({ blur }) => blur === 'auto',
  setting(recipe, { deviation, length, angle }, operator) {
    if (operator === 'deblur-motion') {
      if (recipe.length === undefined) return null;
      return { key: 'blur.drawn', values: { pixels: length, degrees: angle } };
    }
    return recipe.blur === undefined ? null : { key: 'blur.wide', values: { pixels: deviation } };
  },
  obstacle: ({ kind }, { blurPicture }) =>
    kind === 'picture' && !blurPicture ? 'obstacle.blurPicture' : null,
  folderObstacle: ({ kind }) => (kind === 'picture' ? 'library.obstacle.blurPicture' : null),
  offer(suggestions) {
    const pixels = measuredBlur(suggestions);
    if (pixels === null || suggestions.blur === null || suggestions.blur < WORTH) return null;
    // The measured noise is offered with it, because sharpening alone would turn noise into speckles.
    const levels = noise.offer(suggestions) && measuredNoise(suggestions).levels;
    return {
      take: (current) => ({ ...current, on: true, kind: 'soft', deviation: pixels }),
      words: levels
        ? { key: 'suggest.blurUnderNoise', values: { pixels, levels } }
        : { key: 'suggest.blur', values: { pixels } },
      with: ['noise'],
    };
  },
  measured(value, suggestions) {
    const pixels = measuredBlur(suggestions);
    return pixels === null || value.deviation !== deviation.initial ? value : { ...value, deviation: pixels };
  },
} satisfies Repair<Blur>;

/** The measured blur in the slider's steps; null if none was found. */
export function measuredBlur({ blur }: Suggestions): number | null {
  return blur === null ? null : held(Math.round(blur * 10) / 10, LIMITS.deviation);
}

/** Whether a recipe takes its blur from a picture, which the recipe itself doesn't contain. */
export function needsBlurPicture({ operator, blur }: RecipeRequest): boolean {
  return operator.includes('deblur-gaussian') && blur === undefined;
}

/**
 * The recipe's value for a width in the photo's pixels. Before the averaging of an enlargement, the width is multiplied
 * by the factor. If that exceeds the recipe's limit, the blur comes after the averaging, in the photo's own pixels,
 * which is nearly the same.
 */
function widthIn(width: number, enlargement: number, max: number) {
  return width * enlargement <= max
    ? ({ pixels: width * enlargement, of: 'result' } as const)
    : ({ pixels: width, of: 'photo' } as const);
}

/** A blur in the result's pixels comes before the averaging, one in the photo's pixels after it. */
function placed(name: OperatorName, of: 'photo' | 'result', fields: PartFields): Part {
  return { operators: [{ name, ...(of === 'photo' && { event: upscale.event + 1 }) }], fields };
}

function isMotion({ operator }: RecipeRequest): boolean {
  return operator.includes('deblur-motion');
}

function enlargementAfterBlur(recipe: RecipeRequest): number {
  const at = recipe.operator.indexOf(isMotion(recipe) ? 'deblur-motion' : 'deblur-gaussian');
  return enlargementOf({ ...recipe, operator: recipe.operator.slice(at) });
}

interface Ends {
  readonly from: Point;
  readonly to: Point;
}

/**
 * Length in whole pixels and angle in whole degrees (clockwise from horizontal, -90 to 90: a streak has no direction)
 * of a drawn streak, limited to LIMITS.
 */
export function measureStreak({ from, to }: Ends): { readonly length: number; readonly angle: number } {
  const [x, y] = [to.x - from.x, to.y - from.y];
  const length = Math.min(LIMITS.length.max, Math.max(LIMITS.length.min, Math.hypot(x, y)));
  let angle = (Math.atan2(y, x) * 180) / Math.PI;
  if (angle > 90) angle -= 180;
  if (angle <= -90) angle += 180;
  return { length: Math.round(length), angle: Math.round(angle) };
}
