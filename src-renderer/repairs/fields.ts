import { z } from '../../src-main/contract/schema';

/** Whether a repair is ticked. */
export const on = z.boolean().default(false);

export const within = ({ min, max }: { readonly min: number; readonly max: number }) =>
  z.number().min(min).max(max);
