import { findTone, type Tone } from '../analysis/tone/find-tone';
import type { ToneChoice } from '../contract/recipe';
import type { RawPicture } from '../imaging/raw-picture';

let last: { readonly key: string; readonly tone: Promise<Tone> } | undefined;

/**
 * The tone of a picture that is healed part by part. The last tone is kept, because finding it reads the whole picture
 * and a few healed pixels don't change it.
 */
export function toneOfWhole(photo: RawPicture, choice: ToneChoice | undefined): Promise<Tone> {
  const key = `${photo.path} ${choice}`;
  if (last?.key !== key) {
    last = { key, tone: findTone({ photo, choice }) };
    last.tone.catch(() => {
      if (last?.key === key) last = undefined;
    });
  }
  return last.tone;
}
