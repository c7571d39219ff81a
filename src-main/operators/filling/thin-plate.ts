import { type Real, realLike, type Shape } from '../model/forward-model';
import { closeCoarsest, fillMissing, type Grid, maskPyramid, mixLevel, planePyramid } from './pyramid';
import { type Runs, runsBelow } from './runs';

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

/** Step and momentum of the heavy-ball method (Polyak 1964) on the biharmonic equation. */
const STEP = 0.6;
const MOMENTUM = 0.9;

/**
 * One Jacobi sweep of Laplace's equation: each missing pixel becomes the mean of its four neighbours; the pixels of the
 * border are repeated beyond it. `room` is a buffer of at least `missing.count` numbers.
 */
function harmonicSweep(grid: Grid, missing: Runs, room: Real): void {
  const { width, height, data } = grid;
  for (let r = 0, k = 0; r < missing.row.length; r++) {
    const y = missing.row[r];
    const base = y * width;
    const above = Math.max(y - 1, 0) * width;
    const below = Math.min(y + 1, height - 1) * width;
    for (let x = missing.start[r]; x < missing.end[r]; x++, k++) {
      const left = data[base + Math.max(x - 1, 0)];
      const right = data[base + Math.min(x + 1, width - 1)];
      room[k] = (data[above + x] + data[below + x] + left + right) / 4;
    }
  }
  for (let r = 0, k = 0; r < missing.row.length; r++) {
    const base = missing.row[r] * width;
    for (let x = missing.start[r]; x < missing.end[r]; x++, k++) data[base + x] = room[k];
  }
}

/**
 * One heavy-ball step on the biharmonic equation over the missing pixels: v = 0.9 v - 0.6 B x, x = x + v, with B the
 * stencil of 13 points divided by its middle, 20. `speed` holds v, `missing.count` numbers, from step to step.
 */
function plateStep(grid: Grid, missing: Runs, speed: Real): void {
  const { width, height, data } = grid;
  const [lastX, lastY] = [width - 1, height - 1];
  for (let r = 0, k = 0; r < missing.row.length; r++) {
    const y = missing.row[r];
    const [base, up, down] = [y * width, Math.max(y - 1, 0) * width, Math.min(y + 1, lastY) * width];
    const [up2, down2] = [Math.max(y - 2, 0) * width, Math.min(y + 2, lastY) * width];
    for (let x = missing.start[r]; x < missing.end[r]; x++, k++) {
      const [left, right] = [Math.max(x - 1, 0), Math.min(x + 1, lastX)];
      const near = data[up + x] + data[down + x] + data[base + left] + data[base + right];
      const diagonal = data[up + left] + data[up + right] + data[down + left] + data[down + right];
      const far =
        data[up2 + x] +
        data[down2 + x] +
        data[base + Math.max(x - 2, 0)] +
        data[base + Math.min(x + 2, lastX)];
      const bend = data[base + x] - 0.4 * near + 0.1 * diagonal + 0.05 * far;
      speed[k] = MOMENTUM * speed[k] - STEP * bend;
    }
  }
  for (let r = 0, k = 0; r < missing.row.length; r++) {
    const base = missing.row[r] * width;
    for (let x = missing.start[r]; x < missing.end[r]; x++, k++) data[base + x] += speed[k];
  }
}
