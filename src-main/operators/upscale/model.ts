import { ORDINARY, type Workspace } from '../kernels/workspace';
import { assertLength, type ForwardModel, type Real, type Shape } from '../model/forward-model';
import { ANCHOR_SIGMA, baseGeometry, observedStd } from '../model/geometry';
import { assertColour, assertNoise } from '../model/noise-level';
import { observedGain } from '../model/pixelwise';

export interface BlockMeanOptions {
  /** Three planes, both sides multiples of the factor. */
  readonly shape: Shape;
  /** Side k of the averaged blocks, 2 to 8. */
  readonly factor: number;
  /** Standard deviation of the noise on the means. */
  readonly sigmaY: number;
  readonly workspace?: Workspace;
}

/**
 * Super-resolution from means of k x k blocks. mu* = x + up(w (y - pool x)), w = s^2 / (s^2 + k^2 n^2); Sigma* is s^2
 * on the detail and s^2 k^2 n^2 / (s^2 + k^2 n^2) on the block means. Throws RangeError for a factor or shape that
 * doesn't fit.
 */
export function blockMean(options: BlockMeanOptions): ForwardModel {
  const { shape, factor, sigmaY, workspace = ORDINARY } = options;
  assertColour(shape);
  assertNoise(sigmaY, shape);
  if (!Number.isInteger(factor) || factor < 2 || factor > 8) {
    throw new RangeError(`blocks of side ${factor}: only 2 to 8 are possible`);
  }
  if (shape.width % factor !== 0 || shape.height % factor !== 0) {
    throw new RangeError(`${shape.width}x${shape.height} is not a multiple of ${factor}`);
  }
  const range: Shape = { width: shape.width / factor, height: shape.height / factor, channels: 3 };
  // One row of blocks; in float64, so that the Float64 path loses no precision and no conversions are needed.
  const row = new Float64Array(range.width);
  const meanStd = (sigma: number): number => observedStd(sigma, factor * sigmaY);

  const pivot = (x: Real, y: Real, sigma: number, out: Real): void => {
    const gain = observedGain(sigma, factor * sigmaY);
    const move = workspace.kernelsFor(x, y, out)?.moveBlocks(factor, range.width);
    if (move) {
      move(x, y, gain, out);
      return;
    }
    if (factor === 2) {
      movePairs(x, y, range.width, gain, out);
      return;
    }
    const blocks = range.width;
    for (let block = 0, start = 0; block < y.length; block += blocks, start += factor * shape.width) {
      sumBlocks(x, start, factor, row);
      for (let i = 0; i < blocks; i++) row[i] = gain * (y[block + i] - row[i] / factor ** 2);
      addBlocks(x, start, factor, row, out);
    }
  };
  const model: ForwardModel = {
    name: 'upscale',
    domain: shape,
    range,
    sigmaY,
    forward: (x, out) => {
      const blocks = range.width;
      for (let block = 0, start = 0; block < out.length; block += blocks, start += factor * shape.width) {
        sumBlocks(x, start, factor, row);
        for (let i = 0; i < blocks; i++) out[block + i] = row[i] / factor ** 2;
      }
    },
    adjoint: (y, out) => repeatBlocks(y, 1 / factor ** 2, range.width, factor, out),
    std: (sigma) => {
      const std = Math.sqrt(sigma ** 2 * (1 - 1 / factor ** 2) + (meanStd(sigma) / factor) ** 2);
      return { luma: std, chroma: std };
    },
    geometry: (sigma) => {
      const geometry = baseGeometry(sigma, sigmaY);
      // The contract has one-hot entries for 2, 3 and 4; a larger factor shows only in entry 5.
      if (factor <= 4) geometry[factor] = 1;
      geometry[5] = Math.log(meanStd(sigma) / sigma) / 4;
      return geometry;
    },
    observe: (y) => {
      assertLength(y, range, 'the measurement');
      return {
        model,
        y,
        pivot: (x, sigma, out) => pivot(x, y, sigma, out),
        anchor: (out) =>
          repeatBlocks(y, observedGain(ANCHOR_SIGMA, factor * sigmaY), range.width, factor, out),
      };
    },
  };
  return model;
}

/** out = x + up(gain (y - pool x)) for blocks of 2 x 2: like the general case, but unrolled. */
function movePairs(x: Real, y: Real, blocks: number, gain: number, out: Real): void {
  const width = 2 * blocks;
  for (let start = 0, top = 0; start < y.length; start += blocks, top += 2 * width) {
    for (let block = start, i = top, j = top + width; block < start + blocks; block++, i += 2, j += 2) {
      const topLeft = x[i];
      const topRight = x[i + 1];
      const lowLeft = x[j];
      const lowRight = x[j + 1];
      const step = gain * (y[block] - 0.25 * (topLeft + topRight + lowLeft + lowRight));
      out[i] = topLeft + step;
      out[i + 1] = topRight + step;
      out[j] = lowLeft + step;
      out[j + 1] = lowRight + step;
    }
  }
}

/** row = sums of the k x k blocks of the row of blocks that begins at sample `start`. */
function sumBlocks(x: Real, start: number, factor: number, row: Float64Array): void {
  row.fill(0);
  let i = start;
  for (let line = 0; line < factor; line++) {
    for (let block = 0; block < row.length; block++) {
      let sum = 0;
      for (let end = i + factor; i < end; i++) sum += x[i];
      row[block] += sum;
    }
  }
}

/** out = x + row, with each entry of `row` added to all samples of its block. */
function addBlocks(x: Real, start: number, factor: number, row: Float64Array, out: Real): void {
  let i = start;
  for (let line = 0; line < factor; line++) {
    for (let block = 0; block < row.length; block++) {
      const value = row[block];
      for (let end = i + factor; i < end; i++) out[i] = x[i] + value;
    }
  }
}

/** out = gain * y enlarged by `factor`, nearest neighbour; `blocks` is the width of y, which has any number of planes. */
export function repeatBlocks<Samples extends Real | Uint8Array>(
  y: Samples,
  gain: number,
  blocks: number,
  factor: number,
  out: Samples,
): void {
  let i = 0;
  for (let start = 0; start < y.length; start += blocks) {
    for (let line = 0; line < factor; line++) {
      for (let block = start; block < start + blocks; block++) {
        const value = gain * y[block];
        for (let end = i + factor; i < end; i++) out[i] = value;
      }
    }
  }
}
