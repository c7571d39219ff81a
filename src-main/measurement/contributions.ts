import { badRequest } from '../contract/errors';
import { OF_THE_OPERATORS } from '../contract/operators';
import type { OperatorName, Recipe } from '../contract/recipe';
import { said } from '../contract/said';
import { gaussianPsf, motionPsf, type PointSpreadFunction } from '../operators/convolution/point-spread';
import type { Link } from './chain';

/** What an operator adds to the measurement. */
type Contribution =
  /** White noise, which every measurement has. */
  | { readonly kind: 'noise' }
  /** Damaged pixels aren't measured. */
  | { readonly kind: 'mask' }
  /** The luminance alone is measured. */
  | { readonly kind: 'luminance' }
  /** The coefficients of a file are rounded. */
  | { readonly kind: 'rounding' }
  /** Something happened to the picture in space. */
  | { readonly kind: 'link'; linkOf(recipe: Recipe, kernel: PointSpreadFunction | undefined): Link };

const CONTRIBUTIONS: Readonly<Record<OperatorName, Contribution>> = {
  denoise: { kind: 'noise' },
  inpaint: { kind: 'mask' },
  colorize: { kind: 'luminance' },
  upscale: {
    kind: 'link',
    linkOf: ({ scale }) => {
      if (scale === undefined) throw badRequest(said('needsScale'));
      return { factor: scale };
    },
  },
  'deblur-gaussian': {
    kind: 'link',
    linkOf: ({ blur }, kernel) => {
      if (!kernel && blur === undefined) throw badRequest(said('needsBlur'));
      return { psf: kernel ?? gaussianPsf(blur ?? 0), factor: 1 };
    },
  },
  'deblur-motion': {
    kind: 'link',
    linkOf: ({ length, angle }, kernel) => {
      if (!kernel && length === undefined) throw badRequest(said('needsLength'));
      return { psf: kernel ?? motionPsf(length ?? 0, angle ?? 0), factor: 1 };
    },
  },
  jpeg: { kind: 'rounding' },
};

/** What an operator adds. Throws a PlainError (bad request) for a name that isn't there: it is no noise, but a mistake. */
function contributionOf(name: OperatorName): Contribution {
  if (!Object.hasOwn(CONTRIBUTIONS, name)) throw badRequest(OF_THE_OPERATORS);
  return CONTRIBUTIONS[name];
}

/** What the operators of a recipe add, each kind once. */
export function kindsOf({ operator }: Recipe): ReadonlySet<Contribution['kind']> {
  return new Set(operator.map((name) => contributionOf(name).kind));
}

/** A recipe with its operators of one kind alone. */
export function withKind(recipe: Recipe, kind: Contribution['kind']): Recipe {
  return { ...recipe, operator: recipe.operator.filter((name) => contributionOf(name).kind === kind) };
}

/**
 * The blurs and block means of the recipe in the order in which they acted on the photo that once was; a kernel
 * replaces the blurs' own. Throws a PlainError (bad request) where a value is missing.
 */
export function spatialChain(recipe: Recipe, kernel: PointSpreadFunction | undefined): Link[] {
  return recipe.operator.flatMap((name) => {
    const contribution = contributionOf(name);
    return contribution.kind === 'link' ? contribution.linkOf(recipe, kernel) : [];
  });
}
