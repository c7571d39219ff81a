import { type FileHandle, open, rm } from 'node:fs/promises';
import { readAll, writeAll } from './file-bytes';
import { allocateSamples, type RawPicture, type RawSamples } from './raw-picture';

/** Approximate bytes of samples in one strip, which is what is held in memory of a picture. */
const STRIP_BYTES = 4 << 20;

/** Whole rows of a picture. */
export interface Strip {
  /** The first row. */
  readonly y: number;
  readonly rows: number;
  readonly samples: RawSamples;
}

export interface StripOptions {
  /** Rows of each strip but the last; by default about 4 MB. */
  readonly rows?: number;
  /** Byte position of the first sample in the file. */
  readonly offset?: number;
  readonly signal?: AbortSignal | undefined;
}

/** Reads a picture from top to bottom. When aborted, throws the signal's reason before the next strip. */
export async function* readStrips(picture: RawPicture, options: StripOptions = {}): AsyncGenerator<Strip> {
  const { rows = stripRows(picture), offset = 0, signal } = options;
  const file = await open(picture.path, 'r');
  try {
    for (let y = 0; y < picture.height; y += rows) {
      signal?.throwIfAborted();
      yield await readStrip(file, picture, y, Math.min(rows, picture.height - y), offset);
    }
  } finally {
    await file.close();
  }
}

/**
 * Computes a picture strip by strip from inputs of the same size. `compute` fills `out` from the inputs' samples of the
 * same rows, in the order of `inputs`. No output remains after an error; when aborted, throws the signal's reason.
 */
export async function mapStrips(
  inputs: readonly RawPicture[],
  output: RawPicture,
  compute: (out: RawSamples, strips: readonly RawSamples[], y: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  const rows = Math.min(...[...inputs, output].map(stripRows));
  const files: FileHandle[] = [];
  try {
    for (const input of inputs) files.push(await open(input.path, 'r'));
    const target = await open(output.path, 'w');
    files.push(target);
    const rowBytes = rowSamples(output) * (output.depth / 8);
    for (let y = 0; y < output.height; y += rows) {
      signal?.throwIfAborted();
      const count = Math.min(rows, output.height - y);
      const strips: RawSamples[] = [];
      for (const [k, input] of inputs.entries()) {
        strips.push((await readStrip(files[k], input, y, count, 0)).samples);
      }
      const out = allocateSamples(output.depth, count * rowSamples(output));
      compute(out, strips, y);
      await writeAll(target, bytesOf(out), y * rowBytes);
    }
  } catch (error) {
    await rm(output.path, { force: true });
    throw error;
  } finally {
    for (const file of files) await file.close();
  }
}

/** A view of the samples as bytes, in file order. */
export function bytesOf(samples: RawSamples): Uint8Array {
  return new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
}

export function rowSamples({ width, channels }: Pick<RawPicture, 'width' | 'channels'>): number {
  return width * channels;
}

function stripRows(picture: RawPicture): number {
  return Math.max(1, Math.floor(STRIP_BYTES / (rowSamples(picture) * (picture.depth / 8))));
}

async function readStrip(
  file: FileHandle,
  picture: RawPicture,
  y: number,
  rows: number,
  offset: number,
): Promise<Strip> {
  const samples = allocateSamples(picture.depth, rows * rowSamples(picture));
  await readAll(file, bytesOf(samples), offset + y * rowSamples(picture) * (picture.depth / 8));
  return { y, rows, samples };
}
