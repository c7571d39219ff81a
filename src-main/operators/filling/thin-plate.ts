import { type Real, realLike, type Shape } from '../model/forward-model';
import { closeCoarsest, fillMissing, type Grid, maskPyramid, mixLevel, planePyramid } from './pyramid';
import { type Runs, runsBelow } from './runs';
import { harmonicSweep, plateStep } from './sweeps';

/** Harmonic sweeps on each coarser level, and on the finest one. */
const COARSE_SWEEPS = 6;
const FINE_SWEEPS = 18;
const PLATE_STEPS = 30;
/** Above this noise level of the measured pixels the plate's steps are skipped, because they amplify the rim's noise. */
const PLATE_NOISE_LIMIT = 0.1;
/** A coarse cell is known when at least this share of it is measured (min(1, 4 w) > 0.99). */
const KNOWN_CELL = 0.99 / 4;

/**
 * Fills unmeasured pixels, in place and plane by plane: the anchor of masks (contract 2). A pyramid of masked 2x2
 * means, as in push-pull interpolation (Gortler et al., "The Lumigraph", 1996, section 3.4), gives a first fill from
 * coarse to fine. On every level Jacobi sweeps move it towards a harmonic function, and on the finest level heavy-ball
 * steps move it towards a thin plate (the biharmonic equation). Measured values are unchanged.
 *
 * `values` has the shape's length, `measured` one entry per pixel (1 measured); `sigmaY` is the noise level of measured
 * pixels. If nothing is measured, the result is zero. Cost: 48 visits of each missing pixel, two passes over the others.
 */
export function thinPlate(values: Real, measured: Uint8Array, shape: Shape, sigmaY: number): void {
  const { width, height, channels } = shape;
  const plane = width * height;
  const weights = maskPyramid(measured, width, height, values);
  const missing = runsBelow(measured, width, height, 1);
  const missingCells = weights.map((cells) => runsBelow(cells.data, cells.width, cells.height, KNOWN_CELL));
  const room = realLike(values, Math.max(missing.count, ...missingCells.map((runs) => runs.count)));
  for (let channel = 0; channel < channels; channel++) {
    const finest = { width, height, data: values.subarray(channel * plane, (channel + 1) * plane) };
    const sums = planePyramid(finest, measured);
    const coarsest = sums.length - 1;
    closeCoarsest(sums[coarsest], weights[coarsest]);
    for (let level = coarsest - 1; level >= 0; level--) {
      mixLevel(sums[level], weights[level], sums[level + 1]);
      sweep(sums[level], missingCells[level], COARSE_SWEEPS, room);
    }
    fillMissing(finest, measured, sums[0]);
    sweep(finest, missing, FINE_SWEEPS, room);
    if (sigmaY > PLATE_NOISE_LIMIT) continue;
    room.fill(0);
    for (let step = 0; step < PLATE_STEPS; step++) plateStep(finest, missing, room);
  }
}

function sweep(grid: Grid, missing: Runs, count: number, room: Real): void {
  for (let i = 0; i < count; i++) harmonicSweep(grid, missing, room);
}
