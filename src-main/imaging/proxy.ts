import { open, rm } from 'node:fs/promises';
import type { Rectangle } from '../contract/geometry';
import { isDamaged } from '../contract/mask';
import { wholePixels } from './areas';
import { averageFootprints, type Footprint, footprints } from './box-average';
import { allocateSamples, type RawPicture, readRectangle } from './raw-picture';
import { bytesOf } from './strips';
import { writeAll } from './vips-file';

export interface Proxy {
  readonly raw: RawPicture;
  /** How many picture pixels one proxy pixel averages along each side; at least 1. */
  readonly factor: number;
  /** The whole picture pixels that the proxy covers. */
  readonly area: Rectangle;
}

/**
 * Reduces a part of a picture by averaging until neither side exceeds `maxSide`; the factor need not be whole. A part
 * that is small enough is copied. A pixel of a `mask` (one channel) becomes 255 if any pixel it covers, even in part,
 * is damaged. A mask and a picture of the same area and maxSide get the same size. Holds the source rows of one output
 * row.
 */
export async function makeProxy(
  picture: RawPicture,
  area: Rectangle,
  maxSide: number,
  rawPath: string,
  options: { readonly mask?: boolean | undefined; readonly signal?: AbortSignal | undefined } = {},
): Promise<Proxy> {
  const from = wholePixels(area, picture);
  const factor = Math.max(1, Math.max(from.width, from.height) / maxSide);
  const width = Math.min(maxSide, Math.max(1, Math.round(from.width / factor)));
  const height = Math.min(maxSide, Math.max(1, Math.round(from.height / factor)));
  const raw: RawPicture = { ...picture, path: rawPath, width, height };
  const columns = footprints(from.width, width);
  const source = await open(picture.path, 'r');
  try {
    const target = await open(rawPath, 'w');
    try {
      for (const [y, footprint] of footprints(from.height, height).entries()) {
        options.signal?.throwIfAborted();
        const rows = { ...from, y: from.y + footprint.first, height: footprint.weights.length };
        const samples = await readRectangle(source, picture, rows);
        const out = allocateSamples(picture.depth, width * picture.channels);
        if (options.mask) anyDamage(samples, from.width, columns, out);
        else averageFootprints(samples, from.width, picture.channels, columns, footprint, out);
        await writeAll(target, bytesOf(out), y * out.byteLength);
      }
    } finally {
      await target.close();
    }
  } catch (error) {
    await rm(rawPath, { force: true });
    throw error;
  } finally {
    await source.close();
  }
  return { raw, factor, area: from };
}

function anyDamage(
  samples: ArrayLike<number>,
  width: number,
  columns: readonly Footprint[],
  out: Uint8Array | Uint16Array,
): void {
  for (const [x, { first, weights }] of columns.entries()) {
    for (let start = first; start < samples.length && out[x] === 0; start += width) {
      for (let k = start; k < start + weights.length; k++) if (isDamaged(samples[k])) out[x] = 255;
    }
  }
}
