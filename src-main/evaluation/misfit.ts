import type { JpegTables } from '../contract/jpeg-tables';
import { type ForwardModel, type Real, realLike, sizeOf } from '../operators/model/forward-model';
import { DCT_SCALE, forward8x8 } from '../operators/rounding/dct';
import { RGB_TO_YCBCR, roundingVariances } from '../operators/rounding/jpeg-spectrum';

/** The mean of (y - A x)^2 over the measured values, in units of the noise's variance: 1 for the truth itself. */
export type Misfit = (x: Real, y: Real) => number;

/** For white noise; a mask (one plane, 1 where measured) leaves out what wasn't measured. */
export function whiteMisfit(model: ForwardModel, measured?: Uint8Array): Misfit {
  const planes = model.range.channels;
  const count = measured ? planes * measured.reduce((sum, value) => sum + value, 0) : sizeOf(model.range);
  return (x, y) => {
    const prediction = realLike(x, y.length);
    model.forward(x, prediction);
    let sum = 0;
    for (let i = 0; i < y.length; i++) {
      if (!measured || measured[i % measured.length] === 1) sum += (y[i] - prediction[i]) ** 2;
    }
    return sum / count / model.sigmaY ** 2;
  };
}

/** For a JPEG's rounding: over Y, Cb and Cr at each index of the 8x8 transform, in units of that index's variance. */
export function jpegMisfit(tables: JpegTables, width: number): Misfit {
  const variances = roundingVariances(tables);
  const block = new Float64Array(192);
  return (x, y) => {
    const plane = x.length / 3;
    let sum = 0;
    for (let top = 0; top < plane / width; top += 8) {
      for (let left = 0; left < width; left += 8) {
        for (let channel = 0; channel < 3; channel++) {
          gatherResidual(x, y, channel * plane + top * width + left, width, block, 64 * channel);
          forward8x8(block, 64 * channel);
        }
        sum += blockMisfit(block, variances);
      }
    }
    return sum / x.length;
  };
}

function gatherResidual(x: Real, y: Real, start: number, width: number, block: Float64Array, offset: number) {
  for (let k = 0; k < 64; k++) {
    const i = start + (k >> 3) * width + (k & 7);
    block[offset + k] = y[i] - x[i];
  }
}

/** `block` holds the scaled transforms of red, green and blue. */
function blockMisfit(block: Float64Array, variances: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < 64; k++) {
    const scale = 8 * DCT_SCALE[k];
    RGB_TO_YCBCR.forEach(([r, g, b], component) => {
      const value = (r * block[k] + g * block[k + 64] + b * block[k + 128]) / scale;
      sum += value ** 2 / variances[3 * k + component];
    });
  }
  return sum;
}
