import { failure } from '../../contract/errors';
import { displayTile, makeDisplay } from '../../imaging';
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
  pixelAt: unfinished,
  histogram: unfinished,
  selectByColour: unfinished,
  writeMask: unfinished,
  maskToTiles: unfinished,
  saveMaskFile: unfinished,
  cropRaw: unfinished,
  proxy: unfinished,
  applyLook: unfinished,
  compose: unfinished,
  spread: unfinished,
};
