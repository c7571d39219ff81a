import { compose } from '../imaging/compose';
import { cropRaw } from '../imaging/crop';
import { displayTile, makeDisplay } from '../imaging/display';
import { addEnlargedChange } from '../imaging/enlarged-change';
import { applyLook } from '../imaging/look';
import { saveMaskFile } from '../imaging/mask';
import { maskToTiles, writeMask, writeMaskPart } from '../imaging/mask-tiles';
import { histogram, pixelAt } from '../imaging/numbers';
import { patchPicture } from '../imaging/patch';
import { makeProxy } from '../imaging/proxy';
import { selectByColour } from '../imaging/select-by-colour';
import { spread } from '../imaging/spread';
import { makeThumbnail } from '../imaging/thumbnail';
import type { Handlers } from '../transport/requests';
import type { imagingWindowTable } from './imaging-window-table';

/** The imaging process's handlers of the window's requests. */
export const imagingWindowHandlers: Handlers<typeof imagingWindowTable> = {
  makeDisplay: ({ source, folder }, { signal }) => makeDisplay(source, folder, signal),
  liveDisplay: ({ folder, ...source }, { signal }) => makeDisplay(source, folder, signal),
  displayTile: ({ folder, level, column, row }) => displayTile(folder, level, column, row),
  thumbnail: async ({ path, side }) => ({ bytes: await makeThumbnail(path, side) }),
  pixelAt: async ({ raw, x, y }) => ({ values: await pixelAt(raw, x, y) }),
  histogram: async ({ raw }, { signal }) => ({ channels: await histogram(raw, signal) }),
  selectByColour: async ({ raw, ...colour }, { signal }) => ({
    tiles: await selectByColour(raw, colour, signal),
  }),
  writeMask: ({ tiles, width, height, rawPath }, { signal }) =>
    writeMask(tiles, { width, height }, rawPath, { signal }),
  maskToTiles: async ({ raw }, { signal }) => ({ tiles: await maskToTiles(raw, signal) }),
  saveMaskFile: ({ tiles, width, height, path }, { signal }) =>
    saveMaskFile(tiles, { width, height }, path, signal),
  cropRaw: ({ raw, area, angle, rawPath }, { signal }) => cropRaw(raw, area, angle, rawPath, signal),
  proxy: ({ raw, area, maxSide, mask, rawPath }, { signal }) =>
    makeProxy(raw, area, maxSide, rawPath, { mask, signal }),
  applyLook: ({ rawPath, ...look }, { signal }) => applyLook(look, rawPath, signal),
  compose: ({ base, over, mask, rawPath }, { signal }) => compose(base, over, mask, rawPath, signal),
  addEnlargedChange: ({ rawPath, ...change }, { signal }) => addEnlargedChange(change, rawPath, signal),
  writeMaskPart: ({ tiles, area, scale, rawPath }) => writeMaskPart(tiles, area, scale, rawPath),
  patchPicture: (request) => patchPicture(request),
  spread: ({ raws, rawPath }, { signal }) => spread(raws, rawPath, signal),
};
