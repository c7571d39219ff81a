import { copyFile, rm } from 'node:fs/promises';
import { badRequest } from '../contract/errors';
import { said } from '../contract/said';
import type { Toning } from '../contract/toning';
import { grainRow } from './grain';
import type { RawPicture, RawSamples } from './raw-picture';
import { withSized } from './resize';
import { mapStrips } from './strips';
import { applyToning } from './toning';

export interface LookRequest {
  /** The result's photo, of any size, depth and kind. */
  readonly photo: RawPicture;
  readonly result: RawPicture;
  /** 1 gives the result, 0 the photo. */
  readonly strength: number;
  /** Grain to add, as a fraction of `noise`. */
  readonly grain: number;
  /** Another tone; absent for the result's own. */
  readonly toning?: Toning;
  /** Standard deviation of the noise that was removed, in 8-bit levels. */
  readonly noise: number;
  readonly seed: number;
}

/**
 * Mixes a result with its photo and adds grain, as a new raw picture of the result's kind. Each colour channel is
 * photo + strength (result - photo) + grain noise z, rounded and clipped, with one z per pixel (luma grain). A photo of
 * another size is resized (Lanczos); a grey one serves all channels. Alpha comes from the result. Strength 1 without grain
 * is an exact copy. Another tone comes last (toning.ts). Throws a PlainError (bad request) if the photo has colour and the
 * result is grey.
 */
export async function applyLook(
  look: LookRequest,
  rawPath: string,
  signal?: AbortSignal,
): Promise<RawPicture> {
  const { toning, ...mixed } = look;
  if (!toning) return mix(mixed, rawPath, signal);
  const path = `${rawPath}.mixed`;
  const isMixed = look.strength < 1 || look.grain > 0;
  try {
    const picture = isMixed ? await mix(mixed, path, signal) : look.result;
    return await applyToning(picture, toning, rawPath, signal);
  } finally {
    await rm(path, { force: true });
  }
}

async function mix(
  look: Omit<LookRequest, 'toning'>,
  rawPath: string,
  signal: AbortSignal | undefined,
): Promise<RawPicture> {
  const { photo, result, strength } = look;
  const output: RawPicture = { ...result, path: rawPath };
  const deviation = look.grain * look.noise * (white(result) / 255);
  if (strength === 1 && deviation === 0) {
    await copyFile(result.path, rawPath);
    return output;
  }
  if (photo.channels > 2 && result.channels < 3) {
    throw badRequest(said('greyResult'));
  }
  // At strength 1 the photo isn't needed, so it is neither read nor enlarged.
  const used = strength === 1 ? result : photo;
  await withSized(
    [used],
    { width: result.width, height: result.height },
    async ([sized]) => {
      const grain = deviation > 0 ? { deviation, seed: look.seed } : undefined;
      const fill = mixer(sized, result, strength, grain);
      await mapStrips([sized, result], output, (out, [from, to], y) => fill(out, from, to, y), signal);
    },
    signal,
  );
  return output;
}

function mixer(
  photo: RawPicture,
  result: RawPicture,
  strength: number,
  grain: { readonly deviation: number; readonly seed: number } | undefined,
): (out: RawSamples, from: RawSamples, to: RawSamples, y: number) => void {
  const { width, channels } = result;
  const most = white(result);
  const gain = most / white(photo);
  const colours = channels > 2 ? 3 : 1;
  const row = new Float64Array(width);
  return (out, from, to, y) => {
    const rows = out.length / (width * channels);
    for (let line = 0; line < rows; line++) {
      if (grain) grainRow(row, y + line, grain.seed);
      if (grain) for (let x = 0; x < width; x++) row[x] *= grain.deviation;
      const start = line * width * channels;
      for (let c = 0; c < colours; c++) {
        let source = line * width * photo.channels + (photo.channels > 2 ? c : 0);
        for (let x = 0, at = start + c; x < width; x++, at += channels, source += photo.channels) {
          const old = gain * from[source];
          // Storing truncates to an integer; the added 0.5 makes that a rounding, as the value isn't negative.
          const value = old + strength * (to[at] - old) + row[x] + 0.5;
          out[at] = Math.max(0, Math.min(value, most));
        }
      }
      if (colours === channels) continue;
      for (let at = start + colours; at < start + width * channels; at += channels) out[at] = to[at];
    }
  };
}

function white({ depth }: RawPicture): number {
  return depth === 16 ? 65535 : 255;
}
