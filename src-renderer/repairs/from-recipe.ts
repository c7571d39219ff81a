import { usualDetail } from '../../src-main/contract/detail';
import type { OperatorName, Recipe } from '../../src-main/contract/recipe';
import { LIMITS, type Repairs } from './schema';

/**
 * The repairs that a recipe came from, for doing the same again. Values of repairs that it doesn't hold stay those of
 * `current`; widths that were scaled for the pooling are scaled back.
 */
export function repairsOf(recipe: Recipe, current: Repairs): Repairs {
  const has = (name: OperatorName) => recipe.operator.includes(name);
  const factor = has('upscale') && recipe.operator[0] !== 'upscale' ? (recipe.scale ?? 1) : 1;
  const held = (value: number, { min, max }: { min: number; max: number }) =>
    Math.min(max, Math.max(min, value));
  const { blur, length, angle } = recipe;
  return {
    scratches: { on: has('inpaint') },
    noise: has('denoise')
      ? {
          on: true,
          levels: held(recipe.noise, LIMITS.noise),
          ...(recipe.grain && { grain: held(recipe.grain, LIMITS.grain) }),
        }
      : { ...current.noise, on: false },
    blur: {
      on: has('deblur-gaussian') || has('deblur-motion'),
      kind: kindOf(recipe, current),
      deviation: blur === undefined ? current.blur.deviation : held(blur / factor, LIMITS.deviation),
      length: length === undefined ? current.blur.length : held(length / factor, LIMITS.length),
      angle: angle ?? current.blur.angle,
    },
    enlarge: {
      on: has('upscale'),
      factor: recipe.scale === 2 || recipe.scale === 4 ? recipe.scale : current.enlarge.factor,
    },
    colour: { on: has('colorize') },
    jpeg: { on: has('jpeg') },
    advanced: {
      detail: recipe.detail === usualDetail(recipe.operator, recipe.noise) ? null : recipe.detail,
      steps: held(recipe.steps, LIMITS.steps),
      seed: recipe.seed,
      samples: held(recipe.samples, LIMITS.samples),
      provider: current.advanced.provider,
      tone: has('colorize') ? current.advanced.tone : (recipe.tone ?? 'auto'),
    },
  };
}

function kindOf({ operator, blur }: Recipe, current: Repairs): Repairs['blur']['kind'] {
  if (operator.includes('deblur-motion')) return 'motion';
  if (operator.includes('deblur-gaussian')) return blur === undefined ? 'picture' : 'soft';
  return current.blur.kind;
}
