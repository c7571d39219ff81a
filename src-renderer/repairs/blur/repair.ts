import type { OperatorName, RecipeRequest } from '../../../src-main/contract/recipe';
import { enlargementOf } from '../../../src-main/contract/recipe-facts';
import { z } from '../../../src-main/contract/schema';
import type { Suggestions } from '../../../src-main/contract/window/documents';
import { deblurGaussian } from '../../../src-main/operators/deblur-gaussian/spec';
import { deblurMotion } from '../../../src-main/operators/deblur-motion/spec';
import { upscale } from '../../../src-main/operators/upscale/spec';
import type { DrawnLine } from '../../picture/stage-types';
import { noise, suggestedNoise } from '../noise/repair';
import { held, on, type Part, type PartFields, type Repair, within } from '../repair';

const { blur: deviation } = deblurGaussian.fields;
const { length, angle } = deblurMotion.fields;

/** The ranges of the controls. */
export const LIMITS = { deviation: deviation.slider, length: length.slider, angle: angle.slider } as const;

export const KINDS = ['soft', 'motion', 'picture'] as const;

const OFFERS = {
  soft: { alone: 'suggest.blur', underNoise: 'suggest.blurUnderNoise' },
  motion: { alone: 'suggest.motion', underNoise: 'suggest.motionUnderNoise' },
} as const;

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
    // An estimated width and a picture of the blur are in the photo's own pixels.
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
  offer(suggestions, { jpegTables }) {
    const found = suggestedValues(suggestions);
    if (!found) return null;
    const pixels = found.kind === 'motion' ? found.length : found.deviation;
    // The suggested noise is offered with it, because sharpening alone would turn noise into speckles.
    const levels = noise.offer(suggestions) && suggestedNoise(suggestions).levels;
    const { alone, underNoise } = OFFERS[found.kind];
    return {
      take: (current) => ({ ...current, on: true, ...found }),
      words: levels ? { key: underNoise, values: { pixels, levels } } : { key: alone, values: { pixels } },
      with: ['noise'],
      // Sharpening alone would enlarge the errors of a JPEG's rounding until the result is worse than the photo.
      ...(jpegTables && { needs: ['noise', 'jpeg'] }),
    };
  },
  suggested(value, suggestions) {
    const isChosen =
      value.kind !== 'soft' ||
      value.deviation !== deviation.initial ||
      value.length !== length.initial ||
      value.angle !== angle.initial;
    const suggested = suggestedValues(suggestions);
    return isChosen || !suggested ? value : { ...value, ...suggested };
  },
} satisfies Repair<Blur>;

/** The suggested blur in the slider's steps; null if none was found. */
export function suggestedBlur({ blur }: Suggestions): number | null {
  return blur === null ? null : held(Math.round(blur * 10) / 10, LIMITS.deviation);
}

/** The suggested motion in whole pixels and degrees; null if none was found. */
export function suggestedStreak({ streak }: Suggestions): Streak | null {
  return streak && rounded(streak.length, streak.angle);
}

function suggestedValues(suggestions: Suggestions) {
  const streak = suggestedStreak(suggestions);
  if (streak) return { kind: 'motion', ...streak } as const;
  const deviation = suggestedBlur(suggestions);
  return deviation === null ? null : ({ kind: 'soft', deviation } as const);
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

/** In whole pixels and degrees. */
type Streak = NonNullable<Suggestions['streak']>;

/** The length and direction of a drawn streak. */
export function drawnStreak({ from, to }: DrawnLine): Streak {
  const [x, y] = [to.x - from.x, to.y - from.y];
  return rounded(Math.hypot(x, y), (Math.atan2(y, x) * 180) / Math.PI);
}

/**
 * Length in whole pixels, limited to LIMITS, and angle in whole degrees clockwise from horizontal, above -90 to 90: a
 * streak has no direction.
 */
function rounded(length: number, angle: number): Streak {
  const degrees = Math.round(angle);
  const turned = degrees > 90 ? degrees - 180 : degrees <= -90 ? degrees + 180 : degrees;
  return { length: held(Math.round(length), LIMITS.length), angle: turned };
}
