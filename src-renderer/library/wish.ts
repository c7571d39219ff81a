import { usualDetail } from '../../src-main/contract/detail';
import type { OperatorName, RecipeRequest } from '../../src-main/contract/recipe';
import type { ResultFolder, SourceFolder } from '../../src-main/contract/window/basics';
import type { Batch, BatchResult, BatchWish } from '../../src-main/contract/window/library';
import { repairsOf } from '../repairs/from-recipe';
import { countTicked, recipeOf } from '../repairs/recipe';
import { NO_REPAIRS, type Repairs } from '../repairs/schema';

/** The user's choices for a batch so far. */
export interface Draft {
  readonly input: SourceFolder | null;
  readonly output: ResultFolder | null;
  readonly masks: SourceFolder | null;
  readonly repairs: Repairs;
  /** Which values are estimated from each photo instead of taken from `repairs`. */
  readonly auto: { readonly noise: boolean; readonly blur: boolean };
  readonly result: BatchResult;
  /** Patterns as typed. */
  readonly include: string;
  readonly exclude: string;
  readonly order: 'folder' | 'size';
}

/** The initial draft: estimated noise, the only repair that is rarely wrong for a whole folder. */
export const NO_DRAFT: Draft = {
  input: null,
  output: null,
  masks: null,
  repairs: { ...NO_REPAIRS, noise: { ...NO_REPAIRS.noise, on: true } },
  auto: { noise: true, blur: true },
  result: { format: 'same', metadata: 'keep', mark: true, name: '{name}' },
  include: '',
  exclude: '',
  order: 'folder',
};

/** Reasons why a draft can't be planned; each has a sentence in the messages. */
export type DraftObstacle = 'input' | 'output' | 'nothing' | 'masks' | 'blurPicture' | 'name';

export function draftObstacle({ input, output, masks, repairs, auto, result }: Draft): DraftObstacle | null {
  if (!input) return 'input';
  if (!output) return 'output';
  if (countTicked(repairs) === 0) return 'nothing';
  if (repairs.scratches.on && !masks) return 'masks';
  if (repairs.blur.on && repairs.blur.kind === 'picture' && !auto.blur) return 'blurPicture';
  if (!result.name.includes('{name}') || /[/\\]/.test(result.name)) return 'name';
  return null;
}

/** The recipe, with 'auto' for values that are estimated from each photo. Throws if no repair is ticked. */
export function requestOf(repairs: Repairs, auto: Draft['auto']): RecipeRequest {
  const blurs = repairs.blur.on && auto.blur;
  const soft: Repairs = blurs ? { ...repairs, blur: { ...repairs.blur, kind: 'soft' } } : repairs;
  const estimates = repairs.noise.on && auto.noise;
  const recipe = recipeOf({ ...soft, advanced: { ...soft.advanced, samples: 1 } });
  return {
    ...recipe,
    ...(estimates && { noise: 'auto' as const }),
    // The default detail depends on the noise of each photo.
    ...(estimates && repairs.advanced.detail === null && { detail: 'auto' as const }),
    // The estimate is in the photo's own pixels, that is after the pooling.
    ...(blurs && { blur: 'auto' as const, operator: poolingFirst(recipe.operator) }),
  };
}

function poolingFirst(operator: readonly OperatorName[]): OperatorName[] {
  const first = operator.filter((name) => name === 'upscale');
  return [...first, ...operator.filter((name) => name !== 'upscale')];
}

/** The wish of a draft; null if the draft has an obstacle. */
export function wishOf(draft: Draft): BatchWish | null {
  const { input, output, masks, repairs, auto, result, order } = draft;
  if (draftObstacle(draft) !== null || !input || !output) return null;
  return {
    input: input.id,
    output: output.id,
    masks: masks && repairs.scratches.on ? masks.id : null,
    recipe: requestOf(repairs, auto),
    result: fitting(result),
    include: patterns(draft.include),
    exclude: patterns(draft.exclude),
    order,
  };
}

/** Removes the options that the format doesn't have. */
function fitting({ format, quality, bitDepth, metadata, mark, name }: BatchResult): BatchResult {
  const lossy = format === 'jpeg' || format === 'webp' || format === 'avif';
  const deep = format === 'png' || format === 'tiff';
  return {
    format,
    metadata,
    mark,
    name,
    ...(lossy && quality !== undefined && { quality }),
    ...(deep && bitDepth !== undefined && { bitDepth }),
  };
}

function patterns(typed: string): string[] {
  return typed
    .split(',')
    .map((pattern) => pattern.trim())
    .filter((pattern) => pattern !== '');
}

/** The draft with which an earlier batch was planned. */
export function draftOf(batch: Batch): Draft {
  const { input, output, masks, recipe, result, include, exclude, order } = batch;
  const { noise, grain, blur, quality: _own, detail, ...rest } = recipe;
  const levels = noise === 'auto' ? NO_REPAIRS.noise.levels : noise;
  const plain = {
    ...rest,
    noise: levels,
    detail: detail === 'auto' ? usualDetail(rest.operator, levels) : detail,
    ...(grain !== undefined && grain !== 'auto' && { grain }),
    ...(blur !== undefined && { blur: blur === 'auto' ? NO_REPAIRS.blur.deviation : blur }),
  };
  return {
    input,
    output,
    masks,
    repairs: repairsOf(plain, NO_REPAIRS),
    auto: {
      noise: noise === 'auto' || !recipe.operator.includes('denoise'),
      blur: blur === 'auto' || !recipe.operator.includes('deblur-gaussian'),
    },
    result,
    include: include.join(', '),
    exclude: exclude.join(', '),
    order,
  };
}
