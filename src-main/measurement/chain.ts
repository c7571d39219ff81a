import { badRequest } from '../contract/errors';
import { said } from '../contract/said';
import type { PointSpreadFunction } from '../operators/convolution/point-spread';

/** One link of what happened to the photo in space: a blur, a mean over blocks, or a blur with decimation. */
export interface Link {
  readonly psf?: PointSpreadFunction;
  /** Side of the blocks; 1 for a blur alone. */
  readonly factor: number;
}

/** How many times smaller a chain makes a side of the photo. */
export function scaleOf(chain: readonly Link[]): number {
  return chain.reduce((product, { factor }) => product * factor, 1);
}

/**
 * How far the blurs of a chain reach together, in pixels of the photo; undefined where there is none. Throws a
 * PlainError for a factor that no fast Fourier transform has.
 */
export function blurReach(chain: readonly Link[]): number | undefined {
  let reach = 0;
  let factor = 1;
  let found = false;
  for (const link of chain) {
    if (link.psf) {
      found = true;
      reach += ((Math.max(link.psf.width, link.psf.height) - 1) / 2) * factor;
    }
    factor *= link.factor;
  }
  if (!found) return undefined;
  if (factor % 7 === 0) throw badRequest(said('blurBySeven'));
  return Math.ceil(reach / factor);
}
