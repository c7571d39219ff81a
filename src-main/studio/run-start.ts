import { isDeepStrictEqual } from 'node:util';
import { specOf } from '../contract/operators';
import { OPERATORS, type OperatorName, type Recipe } from '../contract/recipe';
import { needsMask, toneOf } from '../contract/recipe-facts';
import type { MaskTile } from '../contract/window/mask-tiles';
import { isHealedByHand, type Result } from '../contract/window/results';
import type { OpenDocument } from './document';
import { countDamaged, joined, uncovered } from './mask-sums';
import { type Measurement, takeMeasurement } from './measurement';
import { findResult } from './results';
import type { Filled, StoredResult } from './stored-result';

/** The start of a run: what it measures and repairs. */
export interface RunStart {
  readonly recipe: Recipe;
  readonly measurement: Measurement;
  /** The result that takes the photo's place; undefined for the photo. */
  readonly on: StoredResult | undefined;
  /** The marks that its result will have filled. */
  readonly filled: Filled;
}

/** The shown picture that a restoration is asked for; with `anew`, the picture that it was made from. */
export interface Shown {
  readonly result: string | undefined;
  readonly anew: boolean;
}

/**
 * Where a run begins, depending on the shown picture:
 *
 * - The photo: the run begins there, with all marks.
 * - A result with marks that aren't filled in it yet: it takes the photo's place, and only these marks are filled.
 * Repairs that it hasn't had begin with the photo again.
 * - A photo that was healed by hand, for other repairs: it takes the photo's place.
 * - Any other result, or `anew`: the picture that it was made from, with all marks. Strokes that were healed on top of
 * it are filled again too, because their pixels would be those of other repairs.
 *
 * Throws a PlainError (bad request) if there is no such result or an input of the recipe is missing.
 */
export function startOf(document: OpenDocument, recipe: Recipe, { result, anew }: Shown): RunStart {
  const shown = result === undefined ? undefined : findResult(document, result);
  if (!shown) return begun(document, recipe, document.mask.tiles, undefined, []);
  const filled = filledOf(document, shown);
  const fresh = uncovered(document.mask.tiles, [...filled.marks, ...filled.strokes]);
  const hasFresh = needsMask(recipe) && countDamaged(fresh) > 0;
  if (!anew && isLikePhoto(document, shown)) {
    const had = repairsOf(shown.result);
    const wanted = withoutHoles(recipe);
    if (hasFresh && had.length === 0) return begun(document, recipe, fresh, shown, []);
    if (hasFresh && wanted && had.every((one) => areAlike(one, wanted)))
      return begun(document, onlyHoles(recipe), fresh, shown, []);
    if (!hasFresh && wanted && had.length === 0 && isHealedByHand(shown.result))
      return begun(document, wanted, [], shown, []);
  }
  const before = filled.start === null ? undefined : document.results.get(filled.start);
  if (!before) return begun(document, recipe, document.mask.tiles, undefined, filled.strokes);
  const under = filledOf(document, before);
  const open = uncovered(document.mask.tiles, [...under.marks, ...under.strokes]);
  return begun(document, recipe, open, before, filled.strokes);
}

function begun(
  document: OpenDocument,
  asked: Recipe,
  marks: readonly MaskTile[],
  on: StoredResult | undefined,
  strokes: readonly MaskTile[],
): RunStart {
  const recipe = strokes.length > 0 ? withHoles(asked) : asked;
  const tiles = strokes.length > 0 ? joined(needsMask(asked) ? marks : [], strokes) : marks;
  const measurement = takeMeasurement(document, recipe, tiles);
  const under = on && filledOf(document, on);
  return {
    recipe,
    measurement,
    on,
    filled: {
      marks: [...(under ? [...under.marks, ...under.strokes] : []), ...(needsMask(recipe) ? tiles : [])],
      strokes: [...strokes],
      start: on?.result.id ?? null,
    },
  };
}

/** Whether a result can take the photo's place. */
function isLikePhoto({ raw }: OpenDocument, { raw: { width, channels, depth } }: StoredResult): boolean {
  return width === raw.width && channels === raw.channels && depth === raw.depth;
}

const isOfHoles = (name: OperatorName) => specOf(name).needs.mask !== null;

/** Only the repairs of the whole photo; undefined if there are none. */
function withoutHoles(recipe: Recipe): Recipe | undefined {
  const operator = recipe.operator.filter((name) => !isOfHoles(name));
  return operator.length > 0 ? { ...recipe, operator } : undefined;
}

/** The repairs of the whole photo that went into a result. */
function repairsOf({ recipe, recipes = [recipe] }: Result): Recipe[] {
  return recipes.flatMap((one) => withoutHoles(one) ?? []);
}

/** Whether two recipes give the same result, except for random numbers and look. */
function areAlike(a: Recipe, b: Recipe): boolean {
  const plain = (recipe: Recipe): Recipe => ({
    ...recipe,
    tone: toneOf(recipe),
    seed: 0,
    samples: 1,
    provider: 'auto',
  });
  return isDeepStrictEqual(plain(a), plain(b));
}

function onlyHoles(recipe: Recipe): Recipe {
  return { ...recipe, operator: recipe.operator.filter(isOfHoles) };
}

/** The recipe with inpainting added at its place in the chain. */
function withHoles(recipe: Recipe): Recipe {
  if (needsMask(recipe)) return recipe;
  const operator = OPERATORS.filter(isOfHoles).reduce((chain, name) => {
    const place = chain.findIndex((other) => specOf(other).event > specOf(name).event);
    return chain.toSpliced(place < 0 ? chain.length : place, 0, name);
  }, recipe.operator);
  return { ...recipe, operator };
}

const NOTHING: Filled = { marks: [], strokes: [], start: null };

/** The tiles that are filled in a result now; none if that isn't known, as in projects of earlier versions. */
export function filledOf(document: Pick<OpenDocument, 'healings'>, { result, filled }: StoredResult): Filled {
  const healing = document.healings.get(result.id);
  if (!healing) return filled ?? NOTHING;
  const { base, done } = healing;
  const before = (base && (base.result.id === result.id ? base.filled : filledOf(document, base))) ?? NOTHING;
  return { ...before, strokes: [...before.strokes, ...done.flatMap(({ tiles }) => tiles)] };
}
