import { etaOf, isDrawn, isExactSample } from '../contract/detail';
import type { Recipe } from '../contract/recipe';
import { VERSION } from '../contract/version';
import type { Mark } from '../imaging/mark';

export interface Restored {
  /** The recipes that ran, with estimates filled in; several if the pages' recipes differ. */
  readonly recipes: readonly Recipe[];
  readonly network: { readonly version: string; readonly sha256: string };
  /** ISO 8601; absent if the same restoration must give the same bytes. */
  readonly made?: string;
}

/** Makes the record for a restored file: operators and settings, seed, software and network. */
export function restorationMark({ recipes, network, made }: Restored): Mark {
  // The provider is left out, because it says nothing about the photo.
  const words = recipes.map(({ provider: _, ...recipe }) => JSON.stringify(recipe));
  const [{ seed }] = recipes;
  return {
    software: `Daguerre ${VERSION}`,
    recipe: [...new Set(words)].join(', '),
    kind: [...new Set(recipes.map(kindOf))].join(', '),
    seed,
    network: `${network.version} ${network.sha256}`,
    ...(made !== undefined && { made }),
  };
}

function kindOf(recipe: Recipe): string {
  if (!isDrawn(recipe)) return 'mean';
  const eta = `eta ${etaOf(recipe.operator)}`;
  return isExactSample(recipe)
    ? `exact sample of the posterior (${eta})`
    : `sample at detail ${recipe.detail} (${eta})`;
}
