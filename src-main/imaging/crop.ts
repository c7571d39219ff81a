import type { FileHandle } from 'node:fs/promises';
import type { Rectangle } from '../contract/geometry';
import { wholePixels } from './areas';
import {
  allocateSamples,
  type RawPicture,
  type RawSamples,
  readRectangle,
  writeRectangle,
} from './raw-picture';
import { remake } from './remake';
import { blocksOf, sourceOf, turnBlock } from './turn';

/** Approximate number of samples copied at once. */
const COPY_SAMPLES = 1 << 22;

/**
 * Cuts an area, turned clockwise by `angle` degrees about its middle, out of a picture and returns it as an upright raw
 * picture of whole pixels. At angle 0 the samples are copied; otherwise they are resampled (Catmull-Rom), with the
 * picture's border repeated beyond it. Throws a PlainError (bad request) if the area lies outside the picture; no file
 * remains after an error.
 */
export async function cropRaw(
  picture: RawPicture,
  area: Rectangle,
  angle: number,
  rawPath: string,
  signal?: AbortSignal,
): Promise<RawPicture> {
  const extent =
    angle === 0
      ? wholePixels(area, picture)
      : { width: Math.max(1, Math.round(area.width)), height: Math.max(1, Math.round(area.height)) };
  const target: RawPicture = { ...picture, path: rawPath, width: extent.width, height: extent.height };
  return remake(picture, target, async (source, file) => {
    const whole = wholePixels(area, picture);
    for (const block of angle === 0 ? stripsOf(target) : blocksOf(target)) {
      signal?.throwIfAborted();
      const samples =
        angle === 0
          ? await readRectangle(source, picture, { ...block, x: whole.x, y: whole.y + block.y })
          : await turned(source, block);
      await writeRectangle(file, target, block, samples);
    }
  });

  async function turned(source: FileHandle, block: Rectangle): Promise<RawSamples> {
    const place = sourceOf(area, angle, target);
    const under = place.rectangle(block, picture);
    const out = allocateSamples(picture.depth, block.width * block.height * picture.channels);
    turnBlock(await readRectangle(source, picture, under), under, picture, place, block, out);
    return out;
  }
}

function* stripsOf(picture: RawPicture): Generator<Rectangle> {
  const rows = Math.max(1, Math.floor(COPY_SAMPLES / (picture.width * picture.channels)));
  for (let y = 0; y < picture.height; y += rows) {
    yield { x: 0, y, width: picture.width, height: Math.min(rows, picture.height - y) };
  }
}
