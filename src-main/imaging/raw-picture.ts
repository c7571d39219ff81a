import type { FileHandle } from 'node:fs/promises';
import type { Extent, Rectangle } from '../contract/geometry';

/**
 * A decoded picture as a file of interleaved samples: upright, row by row, without a header, little-endian, in the
 * photo's own colour numbers. Processes exchange such files by path, so no picture crosses a message channel.
 */
export interface RawPicture extends Extent {
  readonly path: string;
  /** 1 grey, 2 grey + alpha, 3 RGB, 4 RGB + alpha. */
  readonly channels: 1 | 2 | 3 | 4;
  /** Bits per sample: Uint8 or Uint16 in the file. */
  readonly depth: 8 | 16;
}

/** An open raw picture. */
export interface OpenPicture {
  readonly file: FileHandle;
  readonly picture: RawPicture;
}

export type RawSamples = Uint8Array | Uint16Array;

/** Allocates an array for `length` samples of the given depth. */
export function allocateSamples(depth: 8 | 16, length: number): RawSamples {
  return depth === 16 ? new Uint16Array(length) : new Uint8Array(length);
}

/**
 * Reads the rectangle's interleaved samples. Throws a RangeError if the rectangle lies outside or the file ends early.
 */
export async function readRectangle(
  file: FileHandle,
  picture: RawPicture,
  area: Rectangle,
): Promise<RawSamples> {
  const samples = allocateSamples(picture.depth, area.width * area.height * picture.channels);
  await eachRow(picture, area, samples, async (row, position) => {
    let done = 0;
    while (done < row.length) {
      const { bytesRead } = await file.read(row, done, row.length - done, position + done);
      if (bytesRead === 0)
        throw new RangeError(`${picture.path} ends before row ${area.y + area.height - 1}`);
      done += bytesRead;
    }
  });
  return samples;
}

/** Writes interleaved samples into the rectangle. Throws a RangeError if it lies outside or the length is wrong. */
export async function writeRectangle(
  file: FileHandle,
  picture: RawPicture,
  area: Rectangle,
  samples: RawSamples,
): Promise<void> {
  await eachRow(picture, area, samples, async (row, position) => {
    let done = 0;
    while (done < row.length) {
      const { bytesWritten } = await file.write(row, done, row.length - done, position + done);
      done += bytesWritten;
    }
  });
}

/** Calls `visit` with the bytes of each run of samples that is contiguous in the file, and with its position there. */
async function eachRow(
  picture: RawPicture,
  area: Rectangle,
  samples: RawSamples,
  visit: (bytes: Uint8Array, position: number) => Promise<void>,
): Promise<void> {
  const inside =
    area.x >= 0 &&
    area.y >= 0 &&
    area.x + area.width <= picture.width &&
    area.y + area.height <= picture.height;
  const pixelBytes = picture.channels * samples.BYTES_PER_ELEMENT;
  const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  if (!inside || bytes.length !== area.width * area.height * pixelBytes) {
    throw new RangeError(
      `${bytes.length} bytes for rectangle ${area.x},${area.y} ${area.width}x${area.height} of ${picture.width}x${picture.height}`,
    );
  }
  // A full-width rectangle is one run, so a whole picture is one read.
  const rows = area.width === picture.width ? 1 : area.height;
  const rowBytes = bytes.length / Math.max(1, rows);
  for (let row = 0; row < rows; row++) {
    const position = ((area.y + row) * picture.width + area.x) * pixelBytes;
    await visit(bytes.subarray(row * rowBytes, (row + 1) * rowBytes), position);
  }
}
