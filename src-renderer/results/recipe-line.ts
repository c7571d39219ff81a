import { specOf } from '../../src-main/contract/operators';
import type { OperatorName, Recipe } from '../../src-main/contract/recipe';
import type { Look, Result } from '../../src-main/contract/window/results';
import { numberText, type Say } from '../messages/messages';
import { operatorWord, settingOf } from '../repairs/words';

/** The recipe of a result's repairs. If marks were filled on top of another result, it is the recipe for the whole photo. */
export function wholeRecipe({ on, recipe, recipes = [] }: Result): Recipe {
  const isWhole = ({ operator }: Recipe) => operator.some((name) => specOf(name).needs.mask === null);
  return (on && recipes.findLast(isWhole)) ?? recipe;
}

/** A result's repairs with their settings, such as 'Noise and grain 12 + Enlarge 2×', and the changed parts of its look. */
export function recipeLine(recipe: Recipe, { strength, toning }: Look, say: Say): string {
  const repairs = recipe.operator.map((name) => {
    const setting = settingWords(name, recipe, say);
    return setting === null ? say(operatorWord(name)) : `${say(operatorWord(name))} ${setting}`;
  });
  const parts = [repairs.join(' + ')];
  if (strength < 1) {
    const percent = say('result.percent', { percent: Math.round(strength * 100) });
    parts.push(`${say('result.strength')} ${percent}`);
  }
  if (toning) parts.push(say(`toning.${toning}`));
  return parts.join(' · ');
}

function settingWords(name: OperatorName, recipe: Recipe, say: Say): string | null {
  const setting = settingOf(name, recipe);
  if (setting === null) return null;
  return typeof setting === 'number' ? numberText(setting) : say(setting.key, setting.values);
}
