import { said, toText } from './said';
import { z } from './schema';

/** How much is marked where nobody chose: from 0 (only obvious damage) to 1 (every trace). */
export const USUAL_SENSITIVITY = 0.5;

/** The share of marked pixels, 0 to 1, above which a photo is left alone where no limit is given. */
export const USUAL_LIMIT = 0.1;

const MASK = toText(said('maskAuto'));

/** The fields of a requested recipe by which the damage is found in each photo instead of marked. */
export const damageFields = {
  /** The damage is found; absent, it is marked in a mask. */
  mask: z.literal('auto', { error: MASK }).optional(),
  /** Default USUAL_SENSITIVITY. */
  sensitivity: share('sensitivity').optional(),
  /** Photos of which a larger share is marked are left alone. Default USUAL_LIMIT. */
  limit: share('limit').optional(),
};

function share(field: string) {
  const error = toText(said('shareRange', { field }));
  return z.number({ error }).min(0, error).max(1, error);
}
