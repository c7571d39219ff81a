import { badRequest } from '../contract/errors';
import { type RecipeRequest, recipeRequestSchema } from '../contract/recipe';
import { said } from '../contract/said';
import type { z } from '../contract/schema';
import type { LedgerRow } from './ledger-rows';
import { sampleFiles } from './naming';
import { settingsSchema, type TaskSettings } from './task';

/** The settings of a row. Throws a PlainError (bad request) that names the photo if somebody has damaged them. */
export function settingsOf({ path, settings }: Pick<LedgerRow, 'path' | 'settings'>): TaskSettings {
  const kept = parsedBy(settingsSchema, settings);
  if (!kept) throw badRequest(said('rowDamaged', { photo: path }));
  return kept;
}

/** The settings of a row; undefined if they are damaged. */
export function settingsIfSound({ settings }: Pick<LedgerRow, 'settings'>): TaskSettings | undefined {
  return parsedBy(settingsSchema, settings);
}

/** A photo's own recipe, from its JSON; undefined if it is damaged. */
export function ownRecipe(json: string): RecipeRequest | undefined {
  return parsedBy(recipeRequestSchema, json);
}

function parsedBy<Schema extends z.ZodType>(schema: Schema, json: string): z.output<Schema> | undefined {
  try {
    return schema.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}

/** The work that a row describes. */
interface RowWork {
  readonly settings: TaskSettings;
  /** Files of the result, relative to the results' folder. */
  readonly outputs: readonly string[];
  /** Hash of the photo from which the existing result was made with the same settings. */
  readonly unlessIs: string | undefined;
}

/** Throws a PlainError (bad request) if the row's settings are damaged. */
export function workOf(row: LedgerRow): RowWork {
  const settings = settingsOf(row);
  const isMade = row.resultHash !== null && row.doneSettings === row.settingsHash;
  return {
    settings,
    outputs: sampleFiles(row.output, settings.recipe.samples),
    unlessIs: isMade && row.contentHash !== null ? row.contentHash : undefined,
  };
}
