import { badRequest } from '../contract/errors';
import { said } from '../contract/said';
import type { RawPicture, RawSamples } from './raw-picture';
import { withSized } from './resize';
import { mapStrips } from './strips';

/**
 * `over` where the mask (one channel of 8 bits) is 255, `base` where it is 0, and in between a mixture, alpha too; as
 * a new raw picture. A mask that was painted on the photo is enlarged to results that are a whole number of times as
 * large. Throws a PlainError (bad request) where extents or kinds differ.
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

/** Throws a PlainError (bad request) where pictures differ in extent, channels or depth. */
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
