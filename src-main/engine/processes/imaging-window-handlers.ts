import { failure } from '../../contract/errors';
import {
  displayTile,
  histogram,
  makeDisplay,
  makeProxy,
  maskToTiles,
  pixelAt,
  saveMaskFile,
  selectByColour,
  writeMask,
} from '../../imaging';
import type { Handlers } from '../transport/requests';
import type { imagingWindowTable } from './imaging-window-table';

function unfinished(): never {
  throw failure('This part of the program is not built yet.');
}

/** What the imaging process does for a window's requests. */
export const imagingWindowHandlers: Handlers<typeof imagingWindowTable> = {
  makeDisplay: ({ source, folder }, { signal }) => makeDisplay(source, folder, signal),
  liveDisplay: ({ folder, ...source }, { signal }) => makeDisplay(source, folder, signal),
  displayTile: ({ folder, level, column, row }) => displayTile(folder, level, column, row),
  pixelAt: async ({ raw, x, y }) => ({ values: await pixelAt(raw, x, y) }),
  histogram: async ({ raw }, { signal }) => ({ channels: await histogram(raw, signal) }),
  selectByColour: async ({ raw, ...colour }, { signal }) => ({
    tiles: await selectByColour(raw, colour, signal),
  }),
  writeMask: ({ tiles, width, height, rawPath, soft }, { signal }) =>
    writeMask(tiles, { width, height }, rawPath, { soft, signal }),
  maskToTiles: async ({ raw }, { signal }) => ({ tiles: await maskToTiles(raw, signal) }),
  saveMaskFile: ({ tiles, width, height, path }, { signal }) =>
    saveMaskFile(tiles, { width, height }, path, signal),
  cropRaw: unfinished,
  proxy: ({ raw, area, maxSide, mask, rawPath }, { signal }) =>
    makeProxy(raw, area, maxSide, rawPath, { mask, signal }),
  applyLook: unfinished,
  compose: unfinished,
  spread: unfinished,
};
