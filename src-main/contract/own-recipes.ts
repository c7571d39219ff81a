import { type RecipeRequest, recipeRequestSchema } from './recipe';
import { z } from './schema';

/** The recipes that come with the program, for folders of one kind of photo. */
export const OWN_RECIPES = ['old-photo', 'night-phone', 'small-web', 'scanned-slide', 'worn-jpeg'] as const;
export type OwnRecipe = (typeof OWN_RECIPES)[number];

/** What each is for, in English. */
export const OWN_RECIPE_TEXTS: Readonly<Record<OwnRecipe, string>> = {
  'old-photo': 'prints: scratches and dust, fading, grain; a single tone such as sepia stays',
  'night-phone': 'snapshots in little light: noise, in dark places as well',
  'small-web': 'small pictures of the web: twice the size, without the blocks of their JPEG',
  'scanned-slide': 'slides and negatives: dust and hairs, a colour cast, grain',
  'worn-jpeg': 'photos saved too often: the blocks and rims of their JPEG',
};

/**
 * Each repairs only what is found in the photo: an operator whose 'auto' finds nothing is left out. The tone of a print
 * stays, because 'tone' is 'auto' unless a recipe says otherwise. None sharpens: the network was never trained on blur
 * together with holes, and causes ringing around every hole.
 */
const WORDS: Readonly<Record<OwnRecipe, unknown>> = {
  'old-photo': {
    operator: ['inpaint', 'fade', 'denoise'],
    mask: 'auto',
    black: 'auto',
    noise: 'auto',
  },
  'night-phone': { operator: 'denoise', noise: 'auto' },
  'small-web': { operator: ['upscale', 'jpeg'], scale: 2, quality: 'auto' },
  'scanned-slide': { operator: ['inpaint', 'fade', 'denoise'], mask: 'auto', black: 'auto', noise: 'auto' },
  'worn-jpeg': { operator: 'jpeg', quality: 'auto' },
};

/** A recipe of the program. */
export function ownRecipe(name: OwnRecipe): RecipeRequest {
  return recipeRequestSchema.parse(WORDS[name]);
}

/** The name of a recipe of the program; undefined for another text, such as a path. */
export function asOwnRecipe(text: string): OwnRecipe | undefined {
  return z.enum(OWN_RECIPES).safeParse(text).data;
}
