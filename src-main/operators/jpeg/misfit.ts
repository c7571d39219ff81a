import type { JpegTables } from '../../contract/jpeg-tables';
import type { Real } from '../model/forward-model';
import type { Misfit } from '../model/operator';
import { DCT_SCALE, forward8x8 } from '../rounding/dct';
import { RGB_TO_YCBCR, roundingVariances } from '../rounding/jpeg-spectrum';

/** A JPEG's misfit: over Y, Cb and Cr at each index of the 8x8 transform, in units of that index's variance. */
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

/** `block` contains the scaled transforms of red, green and blue. */
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
