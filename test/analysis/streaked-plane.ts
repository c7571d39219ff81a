import { emptyPlane, type Plane } from '../../src-main/analysis/plane';
import type { Streak } from '../../src-main/analysis/streak';
import { motionPsf } from '../../src-main/operators/convolution/point-spread';

/** What the operator's own kernel makes of a plane, without the pixels near the border that it can't know. */
export function streakedPlane({ width, height, data }: Plane, { length, angle }: Streak): Plane {
  const psf = motionPsf(length, angle);
  const margin = (psf.width - 1) / 2;
  const made = emptyPlane(width - 2 * margin, height - 2 * margin);
  for (const [i, weight] of psf.data.entries()) {
    if (weight === 0) continue;
    const [column, row] = [i % psf.width, Math.floor(i / psf.width)];
    for (let y = 0; y < made.height; y++) {
      const from = (y + 2 * margin - row) * width + 2 * margin - column;
      for (let x = 0; x < made.width; x++) made.data[y * made.width + x] += weight * data[from + x];
    }
  }
  return made;
}
