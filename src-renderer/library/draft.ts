import type { Order } from '../../src-main/contract/batch';
import type { RecipeRequest } from '../../src-main/contract/recipe';
import { isNameTemplate, type ResultSettings } from '../../src-main/contract/result-settings';
import type { ResultFolder, SourceFolder } from '../../src-main/contract/window/basics';
import type { ChannelInput } from '../../src-main/contract/window/channels';
import type { BatchStatus } from '../../src-main/contract/window/library';
import { ALL_ESTIMATED, estimatedIn, repairsOf } from '../repairs/from-recipe';
import { folderObstacleOf, usesMask } from '../repairs/obstacles';
import { type Estimated, requestOf } from '../repairs/recipe';
import type { FolderObstacle } from '../repairs/repair';
import { NO_REPAIRS, type Repairs } from '../repairs/schema';

/** The user's choices for a batch so far. */
export interface Draft {
  readonly input: SourceFolder | null;
  readonly output: ResultFolder | null;
  readonly masks: SourceFolder | null;
  readonly repairs: Repairs;
  /** The repairs whose values are estimated from each photo instead of taken from `repairs`. */
  readonly auto: Estimated;
  readonly result: ResultSettings;
  /** Patterns as typed. */
  readonly include: string;
  readonly exclude: string;
  readonly order: Order;
}

/** The initial draft: estimated noise, the only repair that is rarely wrong for a whole folder. */
export const NO_DRAFT: Draft = {
  input: null,
  output: null,
  masks: null,
  repairs: { ...NO_REPAIRS, noise: { ...NO_REPAIRS.noise, on: true } },
  auto: ALL_ESTIMATED,
  result: { format: 'same', metadata: 'keep', mark: true, name: '{name}' },
  include: '',
  exclude: '',
  order: 'folder',
};

/** Why a draft can't be planned. */
export function draftObstacle({ input, output, masks, repairs, auto, result }: Draft): FolderObstacle | null {
  if (!input) return 'library.obstacle.input';
  if (!output) return 'library.obstacle.output';
  const obstacle = folderObstacleOf(repairs, auto, masks !== null);
  if (obstacle) return obstacle;
  if (!isNameTemplate(result.name)) return 'library.obstacle.name';
  return null;
}

/** What a draft asks for; null if the draft has an obstacle. */
export function batchRequestOf(draft: Draft): ChannelInput<'planBatch'> | null {
  const { input, output, masks, repairs, auto, result, order } = draft;
  if (draftObstacle(draft) !== null || !input || !output) return null;
  return {
    input: input.id,
    output: output.id,
    masks: masks && usesMask(repairs) ? masks.id : null,
    recipe: requestOf(repairs, auto),
    result: fitting(result),
    include: patterns(draft.include),
    exclude: patterns(draft.exclude),
    order,
  };
}

/** Removes the options that the format doesn't have. */
function fitting({ format, quality, bitDepth, metadata, mark, name }: ResultSettings): ResultSettings {
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

/** The part of a draft that a recipe says. */
export function draftOfRecipe(recipe: RecipeRequest): Pick<Draft, 'repairs' | 'auto'> {
  return { repairs: repairsOf(recipe, NO_REPAIRS), auto: estimatedIn(recipe) };
}

/** The draft with which an earlier batch was planned. */
export function draftOf(batch: BatchStatus): Draft {
  const { input, output, masks, recipe, result, include, exclude, order } = batch;
  return {
    input,
    output,
    masks,
    ...draftOfRecipe(recipe),
    result,
    include: include.join(', '),
    exclude: exclude.join(', '),
    order,
  };
}
