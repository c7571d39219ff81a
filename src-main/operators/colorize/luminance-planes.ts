import { LUMA_WEIGHTS } from '../../contract/luma';
import { ORDINARY } from '../kernels/workspace';
import { LUMA_NORM2 } from '../model/luma';

const [RED, GREEN, BLUE] = LUMA_WEIGHTS;

/** w'x of three planes: one plane. */
export function luminanceOf(planes: Float32Array, workspace = ORDINARY): Float32Array {
  const pixels = planes.length / 3;
  const luminance = workspace.room(pixels);
  for (let i = 0; i < pixels; i++) {
    luminance[i] = RED * planes[i] + GREEN * planes[i + pixels] + BLUE * planes[i + 2 * pixels];
  }
  return luminance;
}

/**
 * Moves each pixel along w until its luminance is the measured one. This is the pivot of a noiseless measurement; it
 * keeps the photo's own grain and detail under the guessed colours.
 */
export function keepLuminance(answer: Float32Array, y: Float32Array, measured: Uint8Array | undefined): void {
  const pixels = y.length;
  for (let i = 0; i < pixels; i++) {
    if (measured && measured[i] === 0) continue;
    const luminance = RED * answer[i] + GREEN * answer[i + pixels] + BLUE * answer[i + 2 * pixels];
    const residual = (y[i] - luminance) / LUMA_NORM2;
    answer[i] += RED * residual;
    answer[i + pixels] += GREEN * residual;
    answer[i + 2 * pixels] += BLUE * residual;
  }
}
