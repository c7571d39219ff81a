import { badRequest } from '../contract/errors';
import { specOf } from '../contract/operators';
import type { Recipe } from '../contract/recipe';
import { said } from '../contract/said';
import type { PointSpreadFunction } from '../operators/convolution/point-spread';
import type { Contribution, Link } from '../operators/model/operator';
import { operatorOf } from '../operators/operator-of';

/** The kinds of contributions that the operators of a recipe make to the measurement. */
export function kindsOf({ operator }: Recipe): ReadonlySet<Contribution['kind']> {
  return new Set(operator.map((name) => operatorOf(name).kind));
}

/** A recipe with only its operators of one kind. */
export function withKind(recipe: Recipe, kind: Contribution['kind']): Recipe {
  return { ...recipe, operator: recipe.operator.filter((name) => operatorOf(name).kind === kind) };
}

/**
 * The chain of changes of the original picture: first the operators that move or mix pixels, in the recipe's order, then
 * those that act on each pixel separately, which commute with the others, in the order of their events. A kernel replaces the blurs' own. Throws a
 * PlainError (bad request) if a value is missing.
 */
export function linksOf(recipe: Recipe, kernel: PointSpreadFunction | undefined): Link[] {
  const isSpatial = (name: Recipe['operator'][number]) => specOf(name).isSpatial;
  const { operator } = recipe;
  const pixelwise = operator.filter((name) => !isSpatial(name));
  pixelwise.sort((a, b) => specOf(a).event - specOf(b).event);
  const inOrder = [...operator.filter(isSpatial), ...pixelwise];
  return inOrder.flatMap((name) => {
    const found = operatorOf(name);
    return found.kind === 'link' ? found.linkOf(recipe, kernel) : [];
  });
}

/** The factor by which links reduce each side of the picture. */
export function scaleOf(links: readonly Link[]): number {
  return links.reduce((product, { factor }) => product * factor, 1);
}

/**
 * The total reach of the blurs among links, in pixels of the photo; undefined if there are none. Throws a PlainError for
 * a factor that no fast Fourier transform supports.
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

/** The blur, if it is the only spatial change: then the margin can be made consistent with it. */
export function loneBlur(links: readonly Link[]): PointSpreadFunction | undefined {
  const [only, ...others] = links.filter(({ psf, factor }) => psf !== undefined || factor > 1);
  return others.length === 0 ? only?.psf : undefined;
}
