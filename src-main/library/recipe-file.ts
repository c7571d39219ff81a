import { readFile, stat } from 'node:fs/promises';
import type { Rule, Rules } from '../contract/batch';
import { badRequest, PlainError } from '../contract/errors';
import { type OwnRecipe, ownRecipe } from '../contract/own-recipes';
import { recipeRequestSchema } from '../contract/recipe';
import { resultSettingsSchema } from '../contract/result-settings';
import { firstIssue, said, toText } from '../contract/said';
import { z } from '../contract/schema';
import { matchesAny, PatternFault } from './patterns';

/** Most bytes of a recipe file; one with hundreds of folders takes a few kilobytes. */
const MAX_BYTES = 2 ** 20;

/** The rule for the photo at a path relative to the folder. */
export type RuleFor = (path: string) => Rule;

const envelope = z.looseObject({
  output: resultSettingsSchema.prefault({}),
  folders: z
    .array(z.looseObject({ match: z.string(), output: resultSettingsSchema.optional() }), {
      error: toText(said('foldersForm')),
    })
    .default([]),
});

/**
 * Reads the recipe file of a batch: the fields of a recipe, `output`, and `folders` with their own recipes for photos
 * whose path matches (the first match applies). Throws a PlainError (bad request) that names the file.
 */
export async function readRecipeFile(path: string): Promise<Rules> {
  let text: string;
  try {
    if ((await stat(path)).size > MAX_BYTES) throw badRequest(said('recipeTooLong', { path }));
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof PlainError) throw error;
    throw badRequest(said('recipeUnreadable', { path }), error);
  }
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (error) {
    throw badRequest(said('recipeNoJson', { path }), error);
  }
  return parseRules(value, path);
}

/** The same for parsed JSON; `name` is for messages. */
export function parseRules(value: unknown, name: string): Rules {
  const { output: result, folders, ...words } = parse(envelope, value, name);
  return {
    recipe: parse(recipeRequestSchema, words, name),
    result,
    folders: folders.map(({ match, output: own, ...folderWords }) => {
      checkPattern(match, name);
      return { match, recipe: parse(recipeRequestSchema, folderWords, name), result: own ?? result };
    }),
  };
}

/** The rules of a recipe that comes with the program, which is the same in every folder. */
export function ownRules(name: OwnRecipe): Rules {
  return { recipe: ownRecipe(name), result: resultSettingsSchema.parse({}), folders: [] };
}

/** Throws a PatternFault if the pattern of a folder can't be used. */
export function ruleForEach({ recipe, result, folders }: Rules): RuleFor {
  const usual = { recipe, result };
  const special = folders.map(({ match, ...rule }) => ({ test: matchesAny([match]), rule }));
  return (path) => special.find(({ test }) => test(path))?.rule ?? usual;
}

/** Throws a PlainError (bad request) that names the recipe if a pattern can't be used. */
function checkPattern(match: string, name: string): void {
  try {
    matchesAny([match]);
  } catch (error) {
    if (!(error instanceof PatternFault)) throw error;
    throw badRequest(said('recipeUnusable', { path: name, issue: error.issue }), error);
  }
}

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown, name: string): z.output<Schema> {
  const parsed = z.safeParse<Schema>(schema, value);
  if (parsed.success) return parsed.data;
  throw badRequest(said('recipeUnusable', { path: name, issue: firstIssue(parsed.error) }), parsed.error);
}

/** The value of a JSON file that a person wrote: Windows' editors begin it with a byte order mark. Throws SyntaxError. */
export function parseJson(text: string): unknown {
  return JSON.parse(text.replace(/^\uFEFF/, ''));
}
