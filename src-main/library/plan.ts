import { setImmediate as turn } from 'node:timers/promises';
import type { Rule } from '../contract/batch';
import type { RecipeRequest } from '../contract/recipe';
import { needsMask } from '../contract/recipe-facts';
import { encodingOf } from '../contract/result-settings';
import { type Said, said } from '../contract/said';
import { hashValue } from './hashes';
import type { Ledger } from './ledger';
import type { LedgerRow, Wanted } from './ledger-rows';
import { hashMask, type MaskFor } from './masks';
import { pathKey, resultPaths, sampleFiles } from './naming';
import type { RuleFor } from './recipe-file';
import { ownRecipe, settingsIfSound } from './row-settings';
import type { FoundPhoto, Scan } from './scan';
import type { ResultLookup } from './stores/store';
import type { TaskSettings } from './task';

/** So many names of a result are compared with the one that it has; more photos hardly want the same one. */
const MOST_NAMES = 100;
/** Number of photos planned before yielding, so that the window's requests are answered. */
const AT_A_STRETCH = 100;

export interface PlanInputs {
  readonly ledger: Ledger;
  readonly scan: Scan;
  readonly ruleFor: RuleFor;
  readonly maskFor: MaskFor | undefined;
  /** Looks up existing files in the results' folder. */
  readonly results: ResultLookup;
  /** Identifies the network, because another one gives other results. */
  readonly modelHash: string;
  readonly retryFailed: boolean;
}

/** What should be done with one photo. */
interface Wish {
  readonly photo: FoundPhoto;
  readonly rule: Rule;
  readonly settings: TaskSettings;
  readonly settingsHash: string;
  /** Why there is nothing to do; null if there is. */
  readonly reason: Said | null;
}

/**
 * Updates the ledger to the found photos. New photos wait, and so do photos whose settings, size, time or result have
 * changed since they were done. Other finished photos stay done, and failed ones stay failed unless `retryFailed`. It
 * is one transaction, so two processes plan one after another.
 */
export async function plan(inputs: PlanInputs): Promise<void> {
  const { ledger, scan } = inputs;
  const own = ledger.ownRecipes();
  const wishes = new Map<string, Wish>();
  for (const photo of scan.photos) {
    wishes.set(photo.path, await wishFor(photo, own.get(photo.path) ?? null, inputs));
    if (wishes.size % AT_A_STRETCH === 0) await turn();
  }
  await ledger.togetherInTurns(async () => {
    const taken = new Set(ledger.outputs().map(pathKey));
    const known = await renewPhotos(inputs, wishes, taken);
    let added = 0;
    for (const [path, wish] of wishes) {
      if (known.has(path)) continue;
      addPhoto(inputs, wish, taken);
      if (++added % AT_A_STRETCH === 0) await turn();
    }
    if (inputs.retryFailed) ledger.retryFailed();
  });
}

/** Updates existing rows to the wishes. Returns their paths. */
async function renewPhotos(
  inputs: PlanInputs,
  wishes: ReadonlyMap<string, Wish>,
  taken: Set<string>,
): Promise<Set<string>> {
  const { ledger } = inputs;
  const known = new Set<string>();
  for (const rows of ledger.inChunks(AT_A_STRETCH)) {
    for (const row of rows) {
      known.add(row.path);
      const wish = wishes.get(row.path);
      if (wish && row.state !== 'working') renewPhoto(inputs, row, wish, taken);
      else if (!wish && (row.state === 'waiting' || row.state === 'failed'))
        ledger.setAside(row.id, 'skipped', said('notThere'));
    }
    await turn();
  }
  return known;
}

/** Determines what should be done with a photo. `own` is its own recipe as JSON, if it has one. */
export async function wishFor(
  photo: FoundPhoto,
  own: string | null,
  inputs: Pick<PlanInputs, 'ruleFor' | 'maskFor' | 'modelHash'>,
): Promise<Wish> {
  const usual = inputs.ruleFor(photo.path);
  const given = own === null ? undefined : ownRecipe(own);
  const rule = given === undefined ? usual : { ...usual, recipe: given };
  const { recipe, result } = rule;
  const masked = needsMask(recipe);
  const mask = masked ? await inputs.maskFor?.(photo.path) : undefined;
  const encoding = encodingOf(result);
  const settings: TaskSettings = { recipe, encoding, mark: result.mark, ...(mask !== undefined && { mask }) };
  const maskHash = mask === undefined ? null : await hashMask(mask);
  const whyNot = () => {
    // Without its own recipe the photo would be restored in another way than the user wished.
    if (own !== null && !given) return said('rowDamaged', { photo: photo.path });
    return masked && mask === undefined && recipe.mask !== 'auto' ? said('noMask') : null;
  };
  // The provider is left out of the hash, because it doesn't change the result.
  const { provider, ...words } = asSaidBefore(recipe);
  return {
    photo,
    rule,
    settings,
    settingsHash: hashValue({ words, output: meantBy(result), maskHash, model: inputs.modelHash }),
    reason: whyNot(),
  };
}

/** Hashes `detail` 0 and 1 as the earlier field `preview`, so that finished photos aren't restored again. */
function asSaidBefore({ detail, ...words }: RecipeRequest) {
  return detail === 0 || detail === 1 ? { ...words, preview: detail === 0 } : { ...words, detail };
}

/** Leaves out the default `mark`, so that photos finished before results were marked aren't restored again. */
function meantBy({ mark, ...result }: Rule['result']) {
  return mark ? result : { ...result, mark };
}

function addPhoto(inputs: PlanInputs, wish: Wish, taken: Set<string>): void {
  const { photo } = wish;
  const output = freePath(inputs, wish, taken);
  inputs.ledger.add(photo.path, wantedOf(wish, output));
}

function wantedOf({ photo, settings, settingsHash, reason }: Wish, output: string): Wanted {
  return {
    bytes: photo.bytes,
    modified: photo.modified,
    settingsHash,
    settings: JSON.stringify(settings),
    output,
    outputKey: pathKey(output),
    error: reason,
  };
}

/** The first path that belongs to no other photo and to no existing file. */
function freePath({ results }: PlanInputs, { photo, rule }: Wish, taken: Set<string>): string {
  for (const path of resultPaths(photo.path, rule)) {
    const files = sampleFiles(path, rule.recipe.samples);
    const keys = [path, ...files].map(pathKey);
    if (keys.some((each) => taken.has(each)) || files.some((file) => results.exists(file))) continue;
    for (const each of keys) taken.add(each);
    return path;
  }
  throw new RangeError('paths never end');
}

export function renewPhoto(inputs: PlanInputs, row: LedgerRow, wish: Wish, taken: Set<string>): void {
  const { photo, rule, settingsHash } = wish;
  const { ledger } = inputs;
  const output = staysThere(inputs, row, wish) ? row.output : freePath(inputs, wish, taken);
  const same =
    row.settingsHash === settingsHash && row.bytes === photo.bytes && row.modified === photo.modified;
  const resultThere = sampleFiles(output, rule.recipe.samples).every((file) => inputs.results.isFile(file));
  const stays =
    row.state === 'done'
      ? same && row.doneSettings === settingsHash && resultThere
      : same && row.state === 'failed';
  if (stays) {
    // Damaged settings are still identified by their hash.
    if (!settingsIfSound(row)) ledger.renewSettings(row.id, JSON.stringify(wish.settings));
    return;
  }
  ledger.replan(row.id, wantedOf(wish, output), { isMade: resultThere, isNew: !same });
}

/** Whether a photo's result can keep its path: it has the wanted name, and its samples replace only its own. */
function staysThere({ results }: PlanInputs, row: LedgerRow, { photo, rule, settingsHash }: Wish): boolean {
  if (row.settingsHash === settingsHash) return true;
  const { samples } = rule.recipe;
  const own = new Set(sampleFiles(row.output, settingsIfSound(row)?.recipe.samples ?? samples));
  if (sampleFiles(row.output, samples).some((file) => !own.has(file) && results.exists(file))) return false;
  let left = MOST_NAMES;
  for (const path of resultPaths(photo.path, rule)) {
    if (path === row.output) return true;
    if (--left === 0) break;
  }
  return false;
}
