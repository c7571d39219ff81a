import type { PicturePoint } from './coordinates';

/** Milliseconds between two updates: nobody reads faster, and each update renders a panel. */
const TELL_MS = 100;
/** The same while the processor is spared. */
const SPARED_MS = 300;

/** Reports changes of the pixel under the pointer at a limited rate; the last change is always reported. */
export function createReadoutPace(tell: (point: PicturePoint | null) => void) {
  let shown: PicturePoint | null = null;
  let next: PicturePoint | null = null;
  let spared = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const same = (a: PicturePoint | null, b: PicturePoint | null) => a?.x === b?.x && a?.y === b?.y;
  const tellNow = () => {
    timer = undefined;
    if (same(shown, next)) return;
    shown = next;
    timer = setTimeout(tellNow, spared ? SPARED_MS : TELL_MS);
    tell(shown);
  };
  return {
    point(point: PicturePoint | null) {
      next = point;
      if (timer === undefined) tellNow();
    },
    /** Whether updates are less frequent. */
    spare(on: boolean) {
      spared = on;
    },
    stop: () => clearTimeout(timer),
  };
}
