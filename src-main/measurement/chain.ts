import { badRequest } from '../contract/errors';
import { specOf } from '../contract/operators';
import type { Recipe } from '../contract/recipe';
import { said } from '../contract/said';
import type { PointSpreadFunction } from '../operators/convolution/point-spread';
import type { Contribution, Link } from '../operators/model/operator';
import { operatorOf } from '../operators/operator-of';

/** What the operators of a recipe add to the measurement, each kind once. */
export function kindsOf({ operator }: Recipe): ReadonlySet<Contribution['kind']> {
  return new Set(operator.map((name) => operatorOf(name).kind));
}

/** A recipe with its operators of one kind alone. */
export function withKind(recipe: Recipe, kind: Contribution['kind']): Recipe {
  return { ...recipe, operator: recipe.operator.filter((name) => operatorOf(name).kind === kind) };
}

/**
 * What happened to the picture that once was: first what moves or mixes pixels, in the recipe's order, then what acts on
 * each pixel by itself, which commutes with all of it. A kernel replaces the blurs' own. Throws a PlainError (bad request)
 * where a value is missing.
 */
export function linksOf(recipe: Recipe, kernel: PointSpreadFunction | undefined): Link[] {
  const isSpatial = (name: Recipe['operator'][number]) => specOf(name).isSpatial;
  const { operator } = recipe;
  const inOrder = [...operator.filter(isSpatial), ...operator.filter((name) => !isSpatial(name))];
  return inOrder.flatMap((name) => {
    const found = operatorOf(name);
    return found.kind === 'link' ? found.linkOf(recipe, kernel) : [];
  });
}

/** How many times smaller links make a side of the photo. */
export function scaleOf(links: readonly Link[]): number {
  return links.reduce((product, { factor }) => product * factor, 1);
}

/**
 * How far the blurs among links reach together, in pixels of the photo; undefined where there is none. Throws a
 * PlainError for a factor that no fast Fourier transform has.
 */
export function blurReach(links: readonly Link[]): number | undefined {
  let reach = 0;
  let factor = 1;
  let found = false;
  for (const link of links) {
    if (link.psf) {
      found = true;
      reach += ((Math.max(link.psf.width, link.psf.height) - 1) / 2) * factor;
    }
    factor *= link.factor;
  }
  if (!found) return undefined;
  if (factor % 7 === 0) throw badRequest(said('blurBySeven'));
  return Math.ceil(reach / factor);
}

/** The blur that is all that happened in space, so that the margin can be made to agree with it. */
export function loneBlur(links: readonly Link[]): PointSpreadFunction | undefined {
  const [only, ...others] = links.filter(({ psf, factor }) => psf !== undefined || factor > 1);
  return others.length === 0 ? only?.psf : undefined;
}
