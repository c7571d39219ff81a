import type { OperatorName, Recipe } from '../../src-main/contract/recipe';
import type { Look } from '../../src-main/contract/window/results';
import { numberText, type Say } from '../messages/messages';
import { repairsOf } from '../repairs/from-recipe';
import { NO_REPAIRS } from '../repairs/schema';
import { operatorWord } from '../repairs/words';

/** A result's repairs with their settings, such as 'Noise and grain 12 + Enlarge 2×', and its strength if below 1. */
export function recipeLine(recipe: Recipe, { strength }: Look, say: Say): string {
  const repairs = recipe.operator.map((name) => {
    const setting = settingOf(name, recipe, say);
    return setting === null ? say(operatorWord(name)) : `${say(operatorWord(name))} ${setting}`;
  });
  const line = repairs.join(' + ');
  if (strength === 1) return line;
  const percent = say('result.percent', { percent: Math.round(strength * 100) });
  return `${line} · ${say('result.strength')} ${percent}`;
}

/** An operator's setting in the photo's own pixels, like the repair's sliders. */
function settingOf(name: OperatorName, recipe: Recipe, say: Say): string | null {
  const { blur } = repairsOf(recipe, NO_REPAIRS);
  switch (name) {
    case 'denoise':
      return numberText(recipe.noise);
    case 'deblur-gaussian':
      return recipe.blur === undefined ? null : say('blur.wide', { pixels: blur.deviation });
    case 'deblur-motion':
      if (recipe.length === undefined) return null;
      return say('blur.drawn', { pixels: blur.length, degrees: blur.angle });
    case 'upscale':
      return recipe.scale === undefined ? null : say('enlarge.times', { factor: recipe.scale });
    case 'jpeg':
      return recipe.quality === undefined ? null : numberText(recipe.quality);
    case 'inpaint':
    case 'colorize':
      return null;
  }
}
