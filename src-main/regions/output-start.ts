import { type FileHandle, open } from 'node:fs/promises';
import {
  allocateSamples,
  type RawPicture,
  type RawSamples,
  readRectangle,
  writeRectangle,
} from '../imaging/raw-picture';
import { colourChannels, whiteOf } from '../measurement/photo-planes';

/** Rows of the photo read at a time, which bounds the memory for pictures of any size. */
const ROWS = 64;

/**
 * Creates an output file and writes what the restoration doesn't change: the photo's alpha (each value repeated over
 * the pixels of an enlargement) and, if `keepColour`, the photo's own colour, both in the output's depth. The rest of
 * the file is zeros.
 *
 * @param picture the output, `scale` times the photo's size; with `keepColour` it has the photo's colour channels
 */
export async function startOutput(
  photo: { readonly file: FileHandle; readonly picture: RawPicture },
  picture: RawPicture,
  scale: number,
  keepColour: boolean,
): Promise<FileHandle> {
  const file = await open(picture.path, 'w+');
  try {
    await file.truncate(picture.width * picture.height * picture.channels * (picture.depth / 8));
    const hasAlpha = photo.picture.channels > colourChannels(photo.picture);
    if (!keepColour && !hasAlpha) return file;
    const { width, height } = photo.picture;
    for (let y = 0; y < height; y += ROWS) {
      const rows = { x: 0, y, width, height: Math.min(ROWS, height - y) };
      const source = await readRectangle(photo.file, photo.picture, rows);
      const target = allocateSamples(
        picture.depth,
        (source.length / photo.picture.channels) * scale * scale * picture.channels,
      );
      copyChannels(source, photo.picture, target, picture, scale, keepColour);
      const written = { x: 0, y: y * scale, width: width * scale, height: rows.height * scale };
      await writeRectangle(file, picture, written, target);
    }
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

function copyChannels(
  source: RawSamples,
  from: RawPicture,
  target: RawSamples,
  to: RawPicture,
  scale: number,
  keepColour: boolean,
): void {
  const gain = whiteOf(to.depth) / whiteOf(from.depth);
  const colour = colourChannels(to);
  const alpha = to.channels > colour ? from.channels - 1 : undefined;
  const rows = target.length / (to.width * to.channels);
  let position = 0;
  for (let y = 0; y < rows; y++) {
    const row = Math.floor(y / scale) * from.width;
    for (let x = 0; x < to.width; x++) {
      const pixel = (row + Math.floor(x / scale)) * from.channels;
      if (keepColour) {
        for (let c = 0; c < colour; c++) target[position + c] = Math.round(source[pixel + c] * gain);
      }
      if (alpha !== undefined) target[position + colour] = Math.round(source[pixel + alpha] * gain);
      position += to.channels;
    }
  }
}
