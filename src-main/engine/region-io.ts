import type { FileHandle } from 'node:fs/promises';
import {
  type RawPicture,
  type RawSamples,
  type Rectangle,
  readRectangle,
  writeRectangle,
} from '../imaging/raw-picture';
import { LUMA_WEIGHTS } from '../operators/luma';
import { featherMask } from './feather';
import { colourChannels, readReflected, toPlanes, toSample, whiteOf } from './photo-planes';
import { fadeIn, type Region, writtenPart } from './regions';

/** An open raw picture. */
export interface OpenPicture {
  readonly file: FileHandle;
  readonly picture: RawPicture;
}

/** The photo's part under a region of the restored picture, extended by reflection: three planes in [-1, 1]. */
export async function readMeasurement(
  photo: OpenPicture,
  area: Rectangle,
  scale: number,
): Promise<Float32Array> {
  return toPlanes(await readReflected(photo.file, photo.picture, shrink(area, scale)), photo.picture);
}

/** 1 where the photo isn't damaged, under a region of the restored picture. */
export async function readMeasured(mask: OpenPicture, area: Rectangle, scale: number): Promise<Uint8Array> {
  const samples = await readReflected(mask.file, mask.picture, shrink(area, scale));
  const measured = new Uint8Array(samples.length);
  for (let i = 0; i < measured.length; i++) measured[i] = samples[i] > 0 ? 0 : 1;
  return measured;
}

function shrink(area: Rectangle, scale: number): Rectangle {
  return { x: area.x / scale, y: area.y / scale, width: area.width / scale, height: area.height / scale };
}

/**
 * Writes a region's answer: rounded to samples, faded over what its left and upper neighbours wrote, and, where a
 * mask is given, only on the feathered damage: all other samples keep the values that the file holds.
 */
export async function writeAnswer(
  output: OpenPicture,
  region: Region,
  answer: Float32Array,
  undamaged: Uint8Array | undefined,
): Promise<void> {
  const { picture } = output;
  const { area, core } = region;
  const written = writtenPart(region, picture);
  const samples = await readRectangle(output.file, picture, written);
  const alpha = undamaged
    ? featherMask(
        undamaged.map((value) => 1 - value),
        area.width,
        area.height,
      )
    : undefined;
  const colour = colourChannels(picture);
  const white = whiteOf(picture.depth);
  const pixels = area.width * area.height;
  for (let y = 0; y < written.height; y++) {
    const fadeY = fadeIn(written.y + y, core.y);
    for (let x = 0; x < written.width; x++) {
      const source = (written.y + y - area.y) * area.width + written.x + x - area.x;
      const share = fadeY * fadeIn(written.x + x, core.x) * (alpha ? alpha[source] : 1);
      if (share === 0) continue;
      const target = (y * written.width + x) * picture.channels;
      if (colour === 1) {
        const value =
          LUMA_WEIGHTS[0] * answer[source] +
          LUMA_WEIGHTS[1] * answer[source + pixels] +
          LUMA_WEIGHTS[2] * answer[source + 2 * pixels];
        mix(samples, target, value, share, white);
      } else {
        for (let c = 0; c < 3; c++) mix(samples, target + c, answer[source + c * pixels], share, white);
      }
    }
  }
  await writeRectangle(output.file, picture, written, samples);
}

function mix(samples: RawSamples, index: number, value: number, share: number, white: number): void {
  const fresh = toSample(value, white);
  samples[index] = share === 1 ? fresh : Math.round(samples[index] + share * (fresh - samples[index]));
}
