import { said, toText } from './said';
import { z } from './schema';

/** Default sensitivity, from 0 (only obvious damage) to 1 (every trace). */
export const USUAL_SENSITIVITY = 0.5;

/** Default limit: the share of marked pixels, 0 to 1, above which a photo isn't restored. */
export const USUAL_LIMIT = 0.1;

const MASK = toText(said('maskAuto'));

/** The fields of a requested recipe for damage that is found in each photo instead of marked in a mask. */
export const damageFields = {
  /** 'auto' finds the damage; without it a mask marks the damage. */
  mask: z.literal('auto', { error: MASK }).optional(),
  /** Default USUAL_SENSITIVITY. */
  sensitivity: share('sensitivity').optional(),
  /** Photos with a larger share of marked pixels aren't restored. Default USUAL_LIMIT. */
  limit: share('limit').optional(),
};

function share(field: string) {
  const error = toText(said('shareRange', { field }));
  return z.number({ error }).min(0, error).max(1, error);
}
