import type { PicturePoint } from './coordinates';

/** Between two tellings, in milliseconds: nobody reads faster, and each has a panel rendered anew. */
const TELL_MS = 100;

/** Tells of the pixel under the pointer where it became another one, ten times a second at most; the last one always. */
export function createReadoutPace(tell: (point: PicturePoint | null) => void) {
  let shown: PicturePoint | null = null;
  let next: PicturePoint | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const same = (a: PicturePoint | null, b: PicturePoint | null) => a?.x === b?.x && a?.y === b?.y;
  const tellNow = () => {
    timer = undefined;
    if (same(shown, next)) return;
    shown = next;
    timer = setTimeout(tellNow, TELL_MS);
    tell(shown);
  };
  return {
    point(point: PicturePoint | null) {
      next = point;
      if (timer === undefined) tellNow();
    },
    stop: () => clearTimeout(timer),
  };
}
