import { type Real, sizeOf } from '../model/forward-model';
import type { LinearMap } from '../model/linear-map';
import { cosine8 } from './dct';

/** The power c' A A' c of each of the 64 cosines c, of unit length, of a block in the middle of one plane. */
export function blockPower({ domain, range, adjoint }: LinearMap): Float64Array {
  const y = new Float32Array(sizeOf(range));
  const x = new Float32Array(sizeOf(domain));
  const [left, top] = [range.width / 2, range.height / 2];
  return Float64Array.from({ length: 64 }, (_, index) => {
    for (let k = 0; k < 64; k++) {
      y[(top + (k >> 3)) * range.width + left + (k & 7)] =
        cosine8(index >> 3, k >> 3) * cosine8(index & 7, k & 7);
    }
    adjoint(y, x);
    return squaredLength(x);
  });
}

function squaredLength(values: Real): number {
  let sum = 0;
  for (const value of values) sum += value ** 2;
  return sum;
}
