import { rm } from 'node:fs/promises';
import { analysePicture } from '../analysis/analyse';
import { damageMap } from '../analysis/damage/map';
import { damageTiles } from '../analysis/damage/marks';
import { findPrints } from '../analysis/find-prints';
import { ownFinder } from '../network/finder';
import type { Handlers } from '../transport/requests';
import type { imagingAnalysisTable } from './imaging-analysis-table';

/** The imaging process's handlers of requests that analyse a photo. */
export const imagingAnalysisHandlers: Handlers<typeof imagingAnalysisTable> = {
  analyse: async ({ raw, jpeg }, { signal }) => analysePicture(raw, await ownFinder(), jpeg, signal),
  findDamage: async ({ raw, sensitivity, keepsMap }, { signal }) => {
    const map = await damageMap(raw, ownFinder, signal);
    try {
      return { tiles: await damageTiles(map, sensitivity, signal) };
    } finally {
      if (!keepsMap) await rm(map.path, { force: true });
    }
  },
  findPrints: async ({ raw }, { signal }) => ({ prints: await findPrints(raw, signal) }),
};
