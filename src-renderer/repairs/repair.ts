import type { OperatorName, Recipe, RecipeRequest } from '../../src-main/contract/recipe';
import { z } from '../../src-main/contract/schema';
import type { Suggestions } from '../../src-main/contract/window/documents';
import type { FieldName, RepairName } from '../../src-main/operators/catalogue';
import type { MessageKey } from '../messages/keys';
import type { Values } from '../messages/messages';

/** The stored state of a repair: whether it is ticked, and its values in either case. */
export interface Kept {
  readonly on: boolean;
}

/** A message with its values. */
export interface Words {
  readonly key: MessageKey;
  readonly values?: Values;
}

/** Why ticked repairs can't run on a photo; each has a sentence in the messages. */
export type Obstacle = Extract<MessageKey, `obstacle.${string}`>;

/** Why ticked repairs can't run on a whole folder; each has a sentence in the messages. */
export type FolderObstacle = Extract<MessageKey, `library.obstacle.${string}`>;

/** What obstacles depend on. */
export interface Circumstances {
  /** Whether any pixel is marked as damaged. */
  readonly marked: boolean;
  /** Whether the JPEG's quantisation tables can be read. */
  readonly jpegTables: boolean;
  /** Whether a picture of the blur was chosen. */
  readonly blurPicture: boolean;
}

/** What a repair's part of the recipe depends on besides its values. */
export interface Asked {
  /** The factor by which all ticked repairs together enlarge each side of the photo. */
  readonly enlargement: number;
  /** Whether its values are estimated from each photo of a folder. */
  readonly isEstimated: boolean;
}

/** The fields of a recipe that belong to operators. */
export type PartFields = { readonly [Name in FieldName | 'mask']?: RecipeRequest[Name] };

/** A repair's operators with their fields. */
export interface Part {
  /** `event` replaces the spec's own; operators are sorted by it. */
  readonly operators: readonly { readonly name: OperatorName; readonly event?: number }[];
  readonly fields?: PartFields;
}

/** A repair that a photo's analysis suggests. */
export interface Offer<Value extends Kept> {
  /** The repair, ticked with the suggested values. */
  take(current: Value): Value;
  readonly words: Words;
  /** Repairs whose offers are accepted with it, unless they are already ticked. */
  readonly with?: readonly RepairName[];
  /** Repairs without which it would do harm: they are ticked with their suggested values, even if these aren't offered. */
  readonly needs?: readonly RepairName[];
}

/** Everything that the window knows about a repair, except its panel. */
export interface Repair<Value extends Kept> {
  /** The schema of its state in presets, projects and the window. Every field has a default, so that older states stay valid. */
  readonly schema: z.ZodType<Value>;
  /** Values that are changed by sliders; undo takes back a whole movement. */
  readonly moved?: readonly (keyof Value & string)[];
  /** Its part of a recipe while it is ticked. */
  toRecipe(value: Value, asked: Asked): Part;
  /** Its values from a recipe that has its operator; values that the recipe doesn't have come from `current`. */
  fromRecipe(recipe: RecipeRequest, current: Value): Value;
  /** The factor by which it enlarges each side of the photo. */
  enlargement?(value: Value): number;
  /** Whether a recipe estimates its values from each photo; without this function they can't be estimated. */
  isEstimated?(recipe: RecipeRequest): boolean;
  /** The setting of one of its operators, in the photo's own pixels; null if there is none. */
  setting?(recipe: Recipe, value: Value, operator: OperatorName): number | Words | null;
  obstacle?(value: Value, circumstances: Circumstances): Obstacle | null;
  folderObstacle?(value: Value): FolderObstacle | null;
  offer?(suggestions: Suggestions, circumstances: Pick<Circumstances, 'jpegTables'>): Offer<Value> | null;
  /** Its values when it is ticked: the suggested ones, unless others were chosen before. */
  suggested?(value: Value, suggestions: Suggestions): Value;
}

/** A number limited to a control's range. */
export function held(value: number, { min, max }: { readonly min: number; readonly max: number }): number {
  return Math.min(max, Math.max(min, value));
}

/** Whether a repair is ticked. */
export const on = z.boolean().default(false);

export const within = ({ min, max }: { readonly min: number; readonly max: number }) =>
  z.number().min(min).max(max);
