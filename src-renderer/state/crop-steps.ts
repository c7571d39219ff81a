import type { Extent } from '../../src-main/contract/geometry';
import { cropWithin } from '../picture/crop';
import type { CropFrame } from '../picture/stage-types';
import { moved, NO_HISTORY, nextStep, type Way, withStep } from './history';
import { type Cropping, useView } from './view';

/** Milliseconds within which successive changes count as one movement of the pointer or of a stepper. */
const PAUSE = 600;

/** Begins to crop with a frame; ends painting over a result. */
export function beginCrop(frame: CropFrame): void {
  become({ frame, steps: NO_HISTORY, upright: null, changed: Number.NEGATIVE_INFINITY });
}

/** Turns the frame about its middle, within the picture. */
export function turnCrop(angle: number, extent: Extent, at = performance.now()): void {
  const crop = current();
  if (!crop) return;
  const upright = crop.upright ?? crop.frame.area;
  become({ ...withFrame(crop, cropWithin({ area: upright, angle }, extent), at), upright });
}

/** Sets the frame while cropping; `at` in milliseconds. Undo takes back a whole movement. */
export function setCrop(frame: CropFrame, at = performance.now()): void {
  const crop = current();
  if (crop) become(withFrame(crop, frame, at));
}

/** Undoes or redoes the last movement of the frame. */
export function moveCrop(way: Way): void {
  const crop = current();
  const step = crop && nextStep(crop.steps, way);
  if (!step) return;
  const frame = way === 'undo' ? step.before : step.after;
  become({ frame, steps: moved(crop.steps, way), upright: null, changed: Number.NEGATIVE_INFINITY });
}

function withFrame({ frame: before, steps, changed }: Cropping, frame: CropFrame, at: number): Cropping {
  const last = at - changed < PAUSE ? steps.past.at(-1) : undefined;
  const further = last
    ? withStep({ ...steps, past: steps.past.slice(0, -1) }, { before: last.before, after: frame })
    : withStep(steps, { before, after: frame });
  return { frame, steps: further, upright: null, changed: at };
}

function current(): Cropping | null {
  const { mode } = useView.getState();
  return mode.name === 'crop' ? mode.crop : null;
}

function become(crop: Cropping): void {
  useView.setState({ mode: { name: 'crop', crop } });
}
