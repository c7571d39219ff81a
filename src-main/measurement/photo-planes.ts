import type { FileHandle } from 'node:fs/promises';
import type { Rectangle } from '../contract/geometry';
import { allocateSamples, type RawPicture, type RawSamples, readRectangle } from '../imaging/raw-picture';

/** The number of a picture's colour channels; an additional last channel is alpha. */
export function colourChannels(picture: RawPicture): 1 | 3 {
  return picture.channels >= 3 ? 3 : 1;
}

/** The largest sample value of a bit depth. */
export function whiteOf(depth: 8 | 16): number {
  return depth === 16 ? 65535 : 255;
}

/**
 * The mirror image of an index beyond either end of 0..length-1, with the border sample repeated. It is mirrored as often
 * as necessary, so that a picture of one pixel extends too.
 */
export function reflect(index: number, length: number): number {
  const period = 2 * length;
  const position = ((index % period) + period) % period;
  return position < length ? position : period - 1 - position;
}

/** The source index of each of `count` indices from `start` on. */
function reflectedIndices(start: number, count: number, length: number): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => reflect(start + i, length));
}

/**
 * Reads a rectangle that may reach beyond the picture, extended by reflection, as interleaved samples.
 * Only the part inside the picture is read from the file.
 */
export async function readReflected(
  file: FileHandle,
  picture: RawPicture,
  area: Rectangle,
): Promise<RawSamples> {
  const columns = reflectedIndices(area.x, area.width, picture.width);
  const rows = reflectedIndices(area.y, area.height, picture.height);
  const [left, right] = extent(columns);
  const [top, bottom] = extent(rows);
  const inside = { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
  const source = await readRectangle(file, picture, inside);
  if (inside.width === area.width && inside.height === area.height && area.x >= 0 && area.y >= 0)
    return source;
  const { channels } = picture;
  const target = allocateSamples(picture.depth, area.width * area.height * channels);
  let position = 0;
  for (const row of rows) {
    const start = (row - top) * inside.width;
    for (const column of columns) {
      const pixel = (start + column - left) * channels;
      for (let c = 0; c < channels; c++) target[position++] = source[pixel + c];
    }
  }
  return target;
}

function extent(indices: Int32Array): [number, number] {
  return [indices.reduce((a, b) => Math.min(a, b)), indices.reduce((a, b) => Math.max(a, b))];
}

/**
 * Converts interleaved samples of a picture to three planes in [-1, 1]; a grey picture fills all three. Alpha is dropped.
 */
export function toPlanes(samples: RawSamples, picture: Pick<RawPicture, 'channels' | 'depth'>): Float32Array {
  const { channels } = picture;
  const pixels = samples.length / channels;
  const scale = 2 / whiteOf(picture.depth);
  const planes = new Float32Array(3 * pixels);
  for (let plane = 0; plane < 3; plane++) {
    const channel = channels >= 3 ? plane : 0;
    const offset = plane * pixels;
    for (let i = 0; i < pixels; i++) planes[offset + i] = samples[i * channels + channel] * scale - 1;
  }
  return planes;
}

/** The sample value nearest to `value` in [-1, 1]; values outside are clipped. */
export function toSample(value: number, white: number): number {
  return Math.min(white, Math.max(0, Math.round(((value + 1) / 2) * white)));
}
