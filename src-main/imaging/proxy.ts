import { open, rm } from 'node:fs/promises';
import { wholePixels } from './areas';
import { averageSpans, type Span, spans } from './box-average';
import { allocateSamples, type RawPicture, type Rectangle, readRectangle } from './raw-picture';
import { bytesOf } from './strips';
import { writeAll } from './vips-file';

export interface Proxy {
  readonly raw: RawPicture;
  /** Picture pixels a proxy's pixel is averaged over, along each side: at least 1. */
  readonly factor: number;
  /** The whole pixels it was made of. */
  readonly area: Rectangle;
}

/**
 * Averages a part of a picture down by one factor, whole or not, so that neither side passes `maxSide`; a part that is
 * small enough is copied. Of a `mask` (one channel) a pixel becomes 255 where any that it covers, even in part, is
 * over 0. Masks and pictures of one area and maxSide have one extent. Reads only the rows of one pixel at a time.
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
  const columns = spans(from.width, width);
  const source = await open(picture.path, 'r');
  try {
    const target = await open(rawPath, 'w');
    try {
      for (const [y, span] of spans(from.height, height).entries()) {
        options.signal?.throwIfAborted();
        const rows = { ...from, y: from.y + span.first, height: span.weights.length };
        const samples = await readRectangle(source, picture, rows);
        const out = allocateSamples(picture.depth, width * picture.channels);
        if (options.mask) anyDamage(samples, from.width, columns, out);
        else averageSpans(samples, from.width, picture.channels, columns, span, out);
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
  columns: readonly Span[],
  out: Uint8Array | Uint16Array,
): void {
  for (const [x, { first, weights }] of columns.entries()) {
    for (let start = first; start < samples.length && out[x] === 0; start += width) {
      for (let k = start; k < start + weights.length; k++) if (samples[k] > 0) out[x] = 255;
    }
  }
}
