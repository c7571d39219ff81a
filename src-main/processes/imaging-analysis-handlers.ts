import { type FileHandle, rm } from 'node:fs/promises';
import { analysePicture } from '../analysis/analyse';
import { lineEvidence } from '../analysis/damage/line-evidence';
import { damageMap, keptDamageMap } from '../analysis/damage/map';
import { damageTiles } from '../analysis/damage/marks';
import { tracedTiles } from '../analysis/damage/scratch-marks';
import { findPrints } from '../analysis/find-prints';
import { withPicture } from '../analysis/plane';
import { ownFinder } from '../network/finder';
import { loadPffft } from '../operators/fourier/pffft';
import type { Handlers } from '../transport/requests';
import type { imagingAnalysisTable } from './imaging-analysis-table';

/** The imaging process's handlers of requests that analyse a photo. */
export const imagingAnalysisHandlers: Handlers<typeof imagingAnalysisTable> = {
  analyse: async ({ raw, jpeg }, { signal }) =>
    analysePicture(raw, { finder: await ownFinder(), fft: await loadPffft(), jpeg, signal }),
  findDamage: async ({ raw, sensitivity, keepsMap }, { signal }) => {
    const map = await damageMap(raw, ownFinder, signal);
    try {
      return { tiles: await damageTiles(map, sensitivity, signal) };
    } finally {
      if (!keepsMap) await rm(map.path, { force: true });
    }
  },
  traceScratch: async ({ raw, x, y, margin }) => {
    const map = await keptDamageMap(raw);
    const trace = (file: FileHandle, found?: FileHandle) => {
      const known = map && found && { map, file: found };
      return tracedTiles(lineEvidence(file, raw, known), { x, y }, margin);
    };
    const tiles = await withPicture(raw, (file) =>
      map ? withPicture(map, (found) => trace(file, found)) : trace(file),
    );
    return { tiles };
  },
  findPrints: async ({ raw }, { signal }) => ({ prints: await findPrints(raw, signal) }),
};
