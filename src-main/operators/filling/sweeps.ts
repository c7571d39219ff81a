import type { Real } from '../model/forward-model';
import type { Grid } from './pyramid';
import type { Runs } from './runs';

/** Step and momentum of the heavy-ball method (Polyak 1964) on the biharmonic equation. */
const STEP = 0.6;
const MOMENTUM = 0.9;

/**
 * One Jacobi sweep of Laplace's equation: each missing pixel becomes the mean of its four neighbours; the pixels of the
 * border are repeated beyond it. `room` is a buffer of at least `missing.count` numbers.
 */
export function harmonicSweep(grid: Grid, missing: Runs, room: Real): void {
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
export function plateStep(grid: Grid, missing: Runs, speed: Real): void {
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
