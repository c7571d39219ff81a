import type { ExtendedPlanes } from '../../../src-main/operators/borders/extend-for-convolution';
import { type Real, realLike } from '../../../src-main/operators/model/forward-model';

/** The photo's part of extended planes: undoes extendForConvolution. */
export function cropExtended(extended: ExtendedPlanes, data: Real, width: number, height: number): Real {
  const { width: pitch, height: rows, channels } = extended.shape;
  const out = realLike(data, width * height * channels);
  for (let plane = 0; plane < channels; plane++) {
    for (let row = 0; row < height; row++) {
      const from = (plane * rows + extended.offsetY + row) * pitch + extended.offsetX;
      out.set(data.subarray(from, from + width), (plane * height + row) * width);
    }
  }
  return out;
}
