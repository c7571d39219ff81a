import type { OperatorName, Recipe, RecipeRequest } from '../../src-main/contract/recipe';
import type { z } from '../../src-main/contract/schema';
import type { Suggestions } from '../../src-main/contract/window/documents';
import type { FieldName, RepairName } from '../../src-main/operators/catalogue';
import type { MessageKey } from '../messages/keys';
import type { Values } from '../messages/messages';

/** What is kept of a repair: whether it is ticked, and its values, ticked or not. */
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

/** What the photo offers to its repairs. */
export interface Circumstances {
  /** Whether any pixel is marked as damaged. */
  readonly marked: boolean;
  /** Whether the JPEG's quantisation tables can be read. */
  readonly jpegTables: boolean;
  /** Whether a picture of the blur was chosen. */
  readonly blurPicture: boolean;
}

/** What the other repairs and the library say about a repair's place in the recipe. */
export interface Asked {
  /** The factor by which all ticked repairs together enlarge each side of the photo. */
  readonly enlargement: number;
  /** Whether its values are estimated from each photo of a folder. */
  readonly isEstimated: boolean;
}

/** Fields of a recipe that its operators bring. */
export type PartFields = { readonly [Name in FieldName | 'mask']?: RecipeRequest[Name] };

/** A repair's operators with their fields. */
export interface Part {
  /** `event` replaces the spec's own; operators are sorted by it. */
  readonly operators: readonly { readonly name: OperatorName; readonly event?: number }[];
  readonly fields?: PartFields;
}

/** What the photo's own signs speak for. */
export interface Offer<Value extends Kept> {
  /** The repair, ticked with the measured values. */
  take(current: Value): Value;
  readonly words: Words;
  /** Repairs whose offers are taken with it, unless they are ticked already. */
  readonly with?: readonly RepairName[];
}

/** Everything that the window knows about a repair, except its panel. */
export interface Repair<Value extends Kept> {
  /** Presets, projects and the window keep this. Every field has a default, so that what was kept before keeps its meaning. */
  readonly schema: z.ZodType<Value>;
  /** Values that are moved rather than chosen: undo takes back a whole movement. */
  readonly moved?: readonly (keyof Value & string)[];
  /** Its part of a recipe while it is ticked. */
  toRecipe(value: Value, asked: Asked): Part;
  /** Its values in a recipe that has its operator; `current` is what the recipe doesn't say. */
  fromRecipe(recipe: RecipeRequest, current: Value): Value;
  /** The factor by which it enlarges each side of the photo. */
  enlargement?(value: Value): number;
  /** Whether a recipe leaves its values to each photo; without this function they can't be estimated. */
  isEstimated?(recipe: RecipeRequest): boolean;
  /** The setting of one of its operators, in the photo's own pixels; null if there is none. */
  setting?(recipe: Recipe, value: Value, operator: OperatorName): number | Words | null;
  obstacle?(value: Value, circumstances: Circumstances): Obstacle | null;
  folderObstacle?(value: Value): FolderObstacle | null;
  offer?(suggestions: Suggestions, circumstances: Pick<Circumstances, 'jpegTables'>): Offer<Value> | null;
  /** The values when it is ticked: those that were measured, unless others were chosen before. */
  measured?(value: Value, suggestions: Suggestions): Value;
}

/** A number held within a control's range. */
export function held(value: number, { min, max }: { readonly min: number; readonly max: number }): number {
  return Math.min(max, Math.max(min, value));
}
