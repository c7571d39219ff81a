import { readFile, stat } from 'node:fs/promises';
import { badRequest, PlainError } from '../contract/errors';
import { type RecipeRequest, recipeRequestSchema } from '../contract/recipe';
import { type ResultSettings, resultSettingsSchema } from '../contract/result-settings';
import { firstIssue, said, toText } from '../contract/said';
import { z } from '../contract/schema';
import { matchesAny, PatternFault } from './patterns';

/** Most bytes of a recipe file; one with hundreds of folders takes a few kilobytes. */
const MAX_BYTES = 2 ** 20;

/** A photo's recipe, and how the result is written. */
export interface Rule {
  readonly recipe: RecipeRequest;
  readonly result: ResultSettings;
}

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
export async function readRecipeFile(path: string): Promise<RuleFor> {
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
    value = JSON.parse(text);
  } catch (error) {
    throw badRequest(said('recipeNoJson', { path }), error);
  }
  return parseRules(value, path);
}

/** The same for parsed JSON; `name` is for messages. */
export function parseRules(value: unknown, name: string): RuleFor {
  const { output: result, folders, ...words } = parse(envelope, value, name);
  const usual: Rule = { recipe: parse(recipeRequestSchema, words, name), result };
  const special = folders.map(({ match, output: own, ...folderWords }) => ({
    test: testOf(match, name),
    rule: { recipe: parse(recipeRequestSchema, folderWords, name), result: own ?? result },
  }));
  return (path) => special.find(({ test }) => test(path))?.rule ?? usual;
}

function testOf(match: string, name: string): (path: string) => boolean {
  try {
    return matchesAny([match]);
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
