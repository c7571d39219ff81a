import { isDamaged } from '../contract/mask';
import type { RawPicture, RawSamples } from './raw-picture';
import { withSized } from './resize';
import { mapStrips } from './strips';

/** A smaller copy of a photo, and what a restoration made of it; both have its colour channels, or `after` has more. */
export interface Change {
  readonly photo: RawPicture;
  readonly before: RawPicture;
  readonly after: RawPicture;
  /** The damage: one channel of 8 bits, of the photo's size. */
  readonly mask?: RawPicture | undefined;
}

/**
 * Adds the enlarged change of a smaller copy to a photo, as a raw picture of 8 bits for display: photo + (after - before),
 * so the detail that the copy lacks stays. Damaged pixels get the copy's answer itself. Alpha is dropped. When
 * aborted, rejects with the signal's reason.
 */
export async function addEnlargedChange(
  { photo, before, after, mask }: Change,
  rawPath: string,
  signal?: AbortSignal,
): Promise<RawPicture> {
  const colours = after.channels > 2 ? 3 : 1;
  const output: RawPicture = { ...photo, path: rawPath, channels: colours, depth: 8 };
  const size = { width: photo.width, height: photo.height };
  await withSized(
    [before, after],
    size,
    ([old, fresh]) => {
      const add = adder(photo, old, fresh, colours);
      return mapStrips(mask ? [photo, old, fresh, mask] : [photo, old, fresh], output, add, signal);
    },
    signal,
  );
  return output;
}

function adder(photo: RawPicture, before: RawPicture, after: RawPicture, colours: 1 | 3) {
  const pictures = [photo, before, after];
  const gains = pictures.map(({ depth }) => (depth === 16 ? 255 / 65535 : 1));
  return (out: RawSamples, [kept, old, fresh, damage]: readonly RawSamples[]) => {
    const pixels = out.length / colours;
    for (let c = 0; c < colours; c++) {
      const [keptAt, oldAt, freshAt] = pictures.map(({ channels }) => (channels > 2 ? c : 0));
      for (let pixel = 0; pixel < pixels; pixel++) {
        const now = gains[2] * fresh[pixel * after.channels + freshAt];
        const isHole = damage !== undefined && isDamaged(damage[pixel]);
        const rest = isHole
          ? 0
          : gains[0] * kept[pixel * photo.channels + keptAt] -
            gains[1] * old[pixel * before.channels + oldAt];
        out[pixel * colours + c] = Math.max(0, Math.min(255, Math.round(now + rest)));
      }
    }
  };
}
