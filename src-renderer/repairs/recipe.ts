import { usualDetail } from '../../src-main/contract/detail';
import { SPECS } from '../../src-main/contract/operators';
import type { OperatorName, Recipe } from '../../src-main/contract/recipe';
import { recipeSchema } from '../../src-main/contract/recipe';
import { deblurGaussian } from '../../src-main/operators/deblur-gaussian/spec';
import { deblurMotion } from '../../src-main/operators/deblur-motion/spec';
import { REPAIR_NAMES, type Repairs } from './schema';

/** Why the ticked repairs can't run as they stand; each has a sentence in the messages. */
export type Obstacle = 'nothing' | 'maskEmpty' | 'jpegTables' | 'blurPicture';

/** What the photo offers to its repairs. */
export interface Circumstances {
  /** Whether any pixel is marked as damaged. */
  readonly marked: boolean;
  /** Whether the JPEG's quantisation tables can be read. */
  readonly jpegTables: boolean;
  /** Whether a picture of the blur was chosen. */
  readonly blurPicture: boolean;
}

/** The first thing that stands in the way of restoring; null where nothing does. */
export function obstacleOf(repairs: Repairs, circumstances: Circumstances): Obstacle | null {
  if (countTicked(repairs) === 0) return 'nothing';
  if (repairs.jpeg.on && !circumstances.jpegTables) return 'jpegTables';
  if (repairs.scratches.on && !circumstances.marked) return 'maskEmpty';
  if (repairs.blur.on && repairs.blur.kind === 'picture' && !circumstances.blurPicture) return 'blurPicture';
  return null;
}

/** Like obstacleOf, but of a preview: while nothing is marked, it shows what the other repairs do. */
export function previewObstacleOf(repairs: Repairs, circumstances: Circumstances): Obstacle | null {
  const others = { ...repairs, scratches: { on: false } };
  const leavesScratches = !circumstances.marked && countTicked(others) > 0;
  return obstacleOf(leavesScratches ? others : repairs, circumstances);
}

/** Whether a recipe takes its blur from a picture, which it doesn't hold itself. */
export function needsBlurPicture({ operator, blur }: Recipe): boolean {
  return operator.includes('deblur-gaussian') && blur === undefined;
}

export function countTicked(repairs: Repairs): number {
  return REPAIR_NAMES.filter((name) => repairs[name].on).length;
}

/** The largest standard deviation and length that a recipe takes, in pixels. */
const MAX_DEVIATION = deblurGaussian.fields.blur.range.max;
const MAX_LENGTH = deblurMotion.fields.length.range.max;

/**
 * All ticked repairs as one measurement, in the order in which things happened to the photo: it was blurred by the
 * lens, pooled into pixels, damaged, lost its colour, got noise, and was saved as a JPEG. Throws where nothing is ticked.
 */
export function recipeOf(repairs: Repairs): Recipe {
  const { detail, samples, tone, ...sampler } = repairs.advanced;
  const recipe = recipeSchema.parse({
    ...operatorsOf(repairs),
    ...sampler,
    ...(detail !== null && { detail }),
    // Left out, it is 'auto'; new colours have no tone to be held to.
    ...(tone !== 'auto' && !repairs.colour.on && { tone }),
    samples,
  });
  // There is but one mean.
  return recipe.detail === 0 ? { ...recipe, samples: 1 } : recipe;
}

/** The detail of the repairs as they are: the usual one, unless another was chosen. */
export function detailOf(repairs: Repairs): number {
  return repairs.advanced.detail ?? usualDetailOf(repairs);
}

/** The usual detail of what is ticked; a full sample where nothing is. */
export function usualDetailOf(repairs: Repairs): number {
  const { operator, noise = 0 } = operatorsOf(repairs);
  return usualDetail(operator, noise);
}

/** The sampler's numbers that have a say in the result: the mean is one answer in one step. */
export function numbersOf(repairs: Repairs): readonly ('samples' | 'steps' | 'seed')[] {
  return detailOf(repairs) === 0 ? [] : ['samples', 'steps', 'seed'];
}

function operatorsOf(repairs: Repairs) {
  const { noise, enlarge } = repairs;
  const spatial = spatialOf(repairs);
  const others = [...SPECS]
    .sort((a, b) => a.event - b.event)
    .filter(({ isSpatial, repair }) => !isSpatial && repairs[repair.name].on);
  return {
    ...spatial,
    operator: [...spatial.operator, ...others.map(({ name }) => name)],
    ...(noise.on && { noise: noise.levels }),
    ...(noise.on && noise.grain && { grain: noise.grain }),
    ...(enlarge.on && { scale: enlarge.factor }),
  };
}

/**
 * Blur and enlargement. Widths are given in the photo's pixels; before the pooling they are so many times as large.
 * Where that is more than a recipe takes, the blur comes after the pooling, in the photo's own pixels: nearly the same.
 */
function spatialOf({ blur, enlarge }: Repairs): {
  readonly operator: OperatorName[];
  readonly blur?: number;
  readonly length?: number;
  readonly angle?: number;
} {
  const upscale: OperatorName[] = enlarge.on ? ['upscale'] : [];
  if (!blur.on) return { operator: upscale };
  const factor = enlarge.on ? enlarge.factor : 1;
  if (blur.kind === 'motion') {
    const first = blur.length * factor <= MAX_LENGTH;
    const operator: OperatorName[] = first ? ['deblur-motion', ...upscale] : [...upscale, 'deblur-motion'];
    return { operator, length: blur.length * (first ? factor : 1), angle: blur.angle };
  }
  // A picture of the blur is measured on the photo itself.
  if (blur.kind === 'picture') return { operator: [...upscale, 'deblur-gaussian'] };
  const first = blur.deviation * factor <= MAX_DEVIATION;
  const operator: OperatorName[] = first ? ['deblur-gaussian', ...upscale] : [...upscale, 'deblur-gaussian'];
  return { operator, blur: blur.deviation * (first ? factor : 1) };
}
