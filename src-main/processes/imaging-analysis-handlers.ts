import { analysePicture } from '../analysis/analyse';
import { findPrints } from '../analysis/find-prints';
import { findScratches } from '../analysis/find-scratches';
import type { Handlers } from '../transport/requests';
import type { imagingAnalysisTable } from './imaging-analysis-table';

/** The imaging process's handlers of requests that analyse a photo. */
export const imagingAnalysisHandlers: Handlers<typeof imagingAnalysisTable> = {
  analyse: ({ raw, jpeg }, { signal }) => analysePicture(raw, jpeg, signal),
  findScratches: async ({ raw, sensitivity }, { signal }) => ({
    tiles: await findScratches(raw, sensitivity, signal),
  }),
  findPrints: async ({ raw }, { signal }) => ({ prints: await findPrints(raw, signal) }),
};
