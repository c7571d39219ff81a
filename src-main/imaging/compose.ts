import { badRequest } from '../contract/errors';
import { said } from '../contract/said';
import type { RawPicture, RawSamples } from './raw-picture';
import { withSized } from './resize';
import { mapStrips } from './strips';

/**
 * Blends two pictures through a mask (one channel of 8 bits) into a new raw picture: `over` where the mask is 255,
 * `base` where it is 0, a mixture in between; alpha is blended too. The mask may be smaller by a whole factor (it is
 * painted on the photo, and results may be enlarged) and is then resized. Throws a PlainError (bad request) if sizes
 * or kinds differ.
 */
export async function compose(
  base: RawPicture,
  over: RawPicture,
  mask: RawPicture,
  rawPath: string,
  signal?: AbortSignal,
): Promise<RawPicture> {
  checkAlike([base, over]);
  const factor = base.width / mask.width;
  if (!Number.isInteger(factor) || mask.height * factor !== base.height) {
    throw badRequest(said('maskOfResults', { size: sizeOf(mask), other: sizeOf(base) }));
  }
  if (mask.channels !== 1 || mask.depth !== 8) throw new RangeError('a mask has one channel of 8 bits');
  const output: RawPicture = { ...base, path: rawPath };
  const { channels } = base;
  const mix = (out: RawSamples, [below, above, shares]: readonly RawSamples[]) => {
    for (let pixel = 0; pixel < shares.length; pixel++) {
      const share = shares[pixel] / 255;
      for (let k = pixel * channels; k < (pixel + 1) * channels; k++) {
        out[k] = Math.round(below[k] + share * (above[k] - below[k]));
      }
    }
  };
  await withSized(
    [mask],
    { width: base.width, height: base.height },
    ([sized]) => mapStrips([base, over, sized], output, mix, signal),
    signal,
  );
  return output;
}

/** Throws a PlainError (bad request) if the pictures differ in size, channels or depth. */
export function checkAlike([first, ...others]: readonly RawPicture[]): void {
  for (const other of others) {
    if (other.width !== first.width || other.height !== first.height) {
      throw badRequest(said('resultSizes', { size: sizeOf(first), other: sizeOf(other) }));
    }
    if (other.channels !== first.channels || other.depth !== first.depth) {
      throw badRequest(said('resultKinds'));
    }
  }
}

function sizeOf({ width, height }: RawPicture): string {
  return `${width}x${height}`;
}
