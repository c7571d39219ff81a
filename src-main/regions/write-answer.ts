import { shareOf } from '../contract/mask';
import { type OpenPicture, type RawSamples, readRectangle, writeRectangle } from '../imaging/raw-picture';
import { colourChannels, toSample, whiteOf } from '../measurement/photo-planes';
import { luminanceOf } from '../operators/colorize/luminance-planes';
import { fadeIn, type Region, writtenPart } from './regions';

/** The photo and the mask that decides where it stays visible. */
export interface Kept {
  /** The photo, of the output's size and channels; its depth may differ. */
  readonly photo: OpenPicture;
  /** Of the photo's size. */
  readonly mask: OpenPicture;
}

/**
 * Rounds a region's answer to samples and writes it, cross-fading with what its left and upper neighbours wrote. With
 * `kept`, it is blended into the photo by the mask, and only where the mask marks damage.
 */
export async function writeAnswer(
  output: OpenPicture,
  region: Region,
  answer: Float32Array,
  kept?: Kept,
): Promise<void> {
  const { picture } = output;
  const { area, core } = region;
  const written = writtenPart(region, picture);
  const samples = await readRectangle(output.file, picture, written);
  const mask = kept && (await readRectangle(kept.mask.file, kept.mask.picture, written));
  const photo = kept && (await readRectangle(kept.photo.file, kept.photo.picture, written));
  const gain = kept ? whiteOf(picture.depth) / whiteOf(kept.photo.picture.depth) : 1;
  const colours = colourChannels(picture);
  // A grey picture gets the luminance.
  const planes = colours === 1 ? luminanceOf(answer) : answer;
  const white = whiteOf(picture.depth);
  const columns = Float32Array.from({ length: written.width }, (_, x) => fadeIn(written.x + x, core.x));
  for (let c = 0; c < colours; c++) {
    for (let y = 0; y < written.height; y++) {
      const source = (c * area.height + written.y + y - area.y) * area.width + written.x - area.x;
      const pixel = y * written.width;
      const rowFade = fadeIn(written.y + y, core.y);
      let target = y * written.width * picture.channels + c;
      if (rowFade === 1 && !mask && core.x === 0) {
        roundRow(planes, source, written.width, samples, target, picture.channels, white);
        continue;
      }
      for (let x = 0; x < written.width; x++, target += picture.channels) {
        const fade = rowFade * columns[x];
        const shown = mask ? shareOf(mask[pixel + x]) : 1;
        if (shown === 0 || fade === 0) continue;
        let fresh = toSample(planes[source + x], white);
        if (photo && shown < 1) fresh = shown * fresh + (1 - shown) * gain * photo[target];
        samples[target] = Math.round(fade === 1 ? fresh : samples[target] + fade * (fresh - samples[target]));
      }
    }
  }
  await writeRectangle(output.file, picture, written, samples);
}

/** Like toSample, for a whole row: writes every `channels`-th sample from `target` on. */
function roundRow(
  planes: Float32Array,
  source: number,
  width: number,
  samples: RawSamples,
  target: number,
  channels: number,
  white: number,
): void {
  const half = white / 2;
  // Storing truncates, which rounds like Math.round, because the sum is positive unless it is clipped.
  const offset = half + 0.5;
  for (let i = source, t = target; i < source + width; i++, t += channels) {
    const value = planes[i] * half + offset;
    samples[t] = Math.max(0, Math.min(value, white));
  }
}
