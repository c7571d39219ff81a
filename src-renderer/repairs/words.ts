import { specOf } from '../../src-main/contract/operators';
import type { OperatorName, Recipe } from '../../src-main/contract/recipe';
import type { RepairName } from '../../src-main/operators/catalogue';
import type { MessageKey } from '../messages/keys';
import type { Say } from '../messages/messages';
import { repairsOf } from './from-recipe';
import type { Words } from './repair';
import { NO_REPAIRS, REPAIRS, type Repairs } from './schema';

/** An operator by the name of its repair. */
export function operatorWord(name: OperatorName): MessageKey {
  return `repair.${specOf(name).repair.name}`;
}

/** The setting of a recipe's operator in the photo's own pixels, like its repair's controls; null if it has none. */
export function settingOf(name: OperatorName, recipe: Recipe): number | Words | null {
  return settingIn(repairsOf(recipe, NO_REPAIRS), specOf(name).repair.name, recipe, name);
}

function settingIn<Name extends RepairName>(
  repairs: Repairs,
  name: Name,
  recipe: Recipe,
  operator: OperatorName,
): number | Words | null {
  return REPAIRS[name].setting?.(recipe, repairs[name], operator) ?? null;
}

/** The recipe's next candidate: other numbers from the same photo and repairs. */
export function nextSeed(repairs: Repairs, used: readonly number[]): number {
  return Math.max(repairs.advanced.seed, ...used) + 1;
}

/** A detail in words: 'mean', '70 %' or 'full sample'. */
export function detailWords(detail: number, say: Say): string {
  if (detail === 0) return say('detail.mean');
  if (detail === 1) return say('detail.full');
  return say('result.percent', { percent: Math.round(100 * detail) });
}
