import { rm } from 'node:fs/promises';
import type { Extent } from '../contract/geometry';
import type { Footprint } from './box-average';
import { allocateSamples, type RawPicture, type RawSamples, readRectangle } from './raw-picture';
import { remake } from './remake';
import { bytesOf } from './strips';
import { vipsPathBeside, writeAll } from './vips-file';
import { onWorkingFiles } from './working-files';

/**
 * Resizes a picture into `rawPath` with a Lanczos filter, in its own numbers and depth, with colours weighted by alpha.
 * (libvips isn't used, because it enlarges with a shift of half a pixel, which shows when results are overlaid.) Holds
 * only the rows under the filter in memory. No file remains after an error; when aborted, throws the signal's reason.
 */
export async function resizeRaw(
  picture: RawPicture,
  { width, height }: Extent,
  rawPath: string,
  signal?: AbortSignal,
): Promise<RawPicture> {
  const target: RawPicture = { ...picture, path: rawPath, width, height };
  const columns = lanczosFootprints(picture.width, width);
  return remake(picture, target, async (source, file) => {
    const readRow = (y: number) =>
      readRectangle(source, picture, { x: 0, y, width: picture.width, height: 1 });
    const rows = new Map<number, Float64Array>();
    for (const [y, { first, weights }] of lanczosFootprints(picture.height, height).entries()) {
      signal?.throwIfAborted();
      for (const row of rows.keys()) if (row < first) rows.delete(row);
      const sums = new Float64Array(width * picture.channels);
      for (const [k, weight] of weights.entries()) {
        const row = rows.get(first + k) ?? acrossRow(await readRow(first + k), picture, columns);
        rows.set(first + k, row);
        for (let i = 0; i < sums.length; i++) sums[i] += weight * row[i];
      }
      await writeAll(file, bytesOf(toSamples(sums, picture)), y * sums.length * (picture.depth / 8));
    }
  });
}

/** Filters a row horizontally, after multiplying its colours by alpha (0 to 1). */
function acrossRow(
  samples: RawSamples,
  { channels, depth }: RawPicture,
  columns: readonly Footprint[],
): Float64Array {
  const row = Float64Array.from(samples);
  if (channels % 2 === 0) {
    const white = depth === 16 ? 65535 : 255;
    for (let k = 0; k < row.length; k += channels) {
      for (let c = 0; c < channels - 1; c++) row[k + c] *= row[k + channels - 1] / white;
    }
  }
  const filtered = new Float64Array(columns.length * channels);
  for (let x = 0; x < columns.length; x++) {
    const { first, weights } = columns[x];
    for (let c = 0; c < channels; c++) {
      let sum = 0;
      for (let k = 0; k < weights.length; k++) sum += weights[k] * row[(first + k) * channels + c];
      filtered[x * channels + c] = sum;
    }
  }
  return filtered;
}

function toSamples(sums: Float64Array, { channels, depth }: RawPicture): RawSamples {
  const white = depth === 16 ? 65535 : 255;
  const samples = allocateSamples(depth, sums.length);
  const hasAlpha = channels % 2 === 0;
  for (let k = 0; k < sums.length; k++) {
    const isAlpha = k % channels === channels - 1;
    const alpha = hasAlpha && !isAlpha ? sums[k - (k % channels) + channels - 1] / white : 1;
    samples[k] = alpha > 0 ? Math.round(Math.min(white, Math.max(0, sums[k] / alpha))) : 0;
  }
  return samples;
}

/** Calls `work` with the pictures at the given size. Resized copies lie beside the originals until `work` is done. */
export async function withSized<T>(
  pictures: readonly RawPicture[],
  size: Extent | undefined,
  work: (pictures: readonly RawPicture[]) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  if (!size) return work(pictures);
  const made: RawPicture[] = [];
  try {
    const sized: RawPicture[] = [];
    for (const picture of pictures) {
      if (picture.width === size.width && picture.height === size.height) {
        sized.push(picture);
        continue;
      }
      const path = `${vipsPathBeside(picture.path)}.raw`;
      made.push(await onWorkingFiles(() => resizeRaw(picture, size, path, signal)));
      sized.push(made[made.length - 1]);
    }
    return await work(sized);
  } finally {
    for (const { path } of made) await rm(path, { force: true });
  }
}

/** Number of lobes on each side. */
const LOBES = 3;

/**
 * Returns the weights (of sum 1) that resample `from` samples to `to` samples with the three-lobed Lanczos kernel
 * (Turkowski, "Filters for common resampling tasks", 1990), which is widened when reducing. Both rows cover the same
 * interval, so nothing shifts; the end samples are repeated beyond it.
 */
function lanczosFootprints(from: number, to: number): Footprint[] {
  const step = from / to;
  const width = Math.max(1, step);
  return Array.from({ length: to }, (_, i) => {
    const centre = (i + 0.5) * step - 0.5;
    const start = Math.ceil(centre - LOBES * width);
    const end = Math.floor(centre + LOBES * width);
    const first = Math.min(from - 1, Math.max(0, start));
    const last = Math.min(from - 1, Math.max(0, end));
    const weights = new Float64Array(last - first + 1);
    let sum = 0;
    for (let k = start; k <= end; k++) {
      const weight = kernel((k - centre) / width);
      weights[Math.min(last, Math.max(first, k)) - first] += weight;
      sum += weight;
    }
    return { first, weights: weights.map((weight) => weight / sum) };
  });
}

function kernel(x: number): number {
  return Math.abs(x) < LOBES ? sinc(x) * sinc(x / LOBES) : 0;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}
