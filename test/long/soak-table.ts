import { z } from '../../src-main/contract/schema';

/** What a studio that runs for long is asked (test/transport/children/soak.ts). */
export const soakTable = {
  open: {
    payload: z.object({ folder: z.string(), photo: z.string(), model: z.string() }),
    progress: z.never(),
    result: z.null(),
  },
  /** Restores the photo, saves the result where that is wanted, and forgets it. A process may crash meanwhile. */
  restore: {
    payload: z.object({ saves: z.boolean(), crash: z.enum(['compute', 'imaging']).nullable() }),
    progress: z.never(),
    result: z.object({ state: z.string() }),
  },
};
export type SoakTable = typeof soakTable;
