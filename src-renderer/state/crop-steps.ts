import type { Extent } from '../picture/coordinates';
import { cropWithin } from '../picture/crop';
import type { CropFrame } from '../picture/stage-types';
import { useView } from './view';

/** Changes that follow within this time are one movement: of the pointer, or of a number that is stepped. */
const PAUSE = 600;

let changed = Number.NEGATIVE_INFINITY;
/** The area before it was turned: turned back, it is as large as it was. */
let upright: CropFrame['area'] | null = null;

/** Begins to crop from a frame. */
export function beginCrop(crop: CropFrame): void {
  upright = null;
  changed = Number.NEGATIVE_INFINITY;
  useView.setState({
    mode: 'crop',
    tool: 'crop',
    crop,
    cropSteps: { past: [], future: [] },
    paintOver: null,
  });
}

/** Turns the frame about its middle, within the picture. */
export function turnCrop(angle: number, extent: Extent, at = performance.now()): void {
  const { crop } = useView.getState();
  if (!crop) return;
  const area = upright ?? crop.area;
  setCrop(cropWithin({ area, angle }, extent), at);
  upright = area;
}

/** Sets the frame while cropping; `at` in milliseconds. A movement is one step back. */
export function setCrop(crop: CropFrame, at = performance.now()): void {
  upright = null;
  const goesOn = at - changed < PAUSE;
  changed = at;
  useView.setState(({ crop: before, cropSteps: { past } }) => ({
    crop,
    cropSteps: { past: before && !goesOn ? [...past, before] : past, future: [] },
  }));
}

/** Takes the last movement of the frame back, or does it again. */
export function moveCrop(way: 'undo' | 'redo'): void {
  upright = null;
  changed = Number.NEGATIVE_INFINITY;
  useView.setState(({ crop, cropSteps: { past, future } }) => {
    const [from, to] = way === 'undo' ? [past, future] : [future, past];
    const next = from.at(-1);
    if (!crop || !next) return {};
    const [left, grown] = [from.slice(0, -1), [...to, crop]];
    const cropSteps = way === 'undo' ? { past: left, future: grown } : { past: grown, future: left };
    return { crop: next, cropSteps };
  });
}
