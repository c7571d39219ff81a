/** The progress of a job, in pixels that the network answers: a call's time is about proportional to its pixels. */
export interface Done {
  readonly pixels: number;
  readonly totalPixels: number;
  /** Number of finished portions; a portion is a step of a region, which is prepared before its calls. */
  readonly portion: number;
  /** Pixels of the portion under way. */
  readonly portionPixels: number;
}

/** Estimates a job's remaining time from the recent times of its portions and their calls. */
export interface CallTimes {
  /** At `now` in milliseconds; a change of `pauses` voids the time since the last report. */
  report(done: Done, pauses: number, now?: number): void;
  /** Null until a call or a portion was timed. */
  readonly secondsLeft: number | null;
}

/** Numbers of recent calls and portions that count; after as many a change of the machine's load shows. */
const KEPT = { calls: 24, portions: 8 } as const;

export function createCallTimes(): CallTimes {
  const calls = createRate(KEPT.calls);
  const portions = createRate(KEPT.portions);
  let last: (Done & { readonly pauses: number; readonly time: number }) | undefined;
  /** Time of the current portion. */
  let elapsed = 0;
  let pixelsBefore = 0;
  /** When the last call ended; undefined before a portion's first call, because of the preparation. */
  let callEnded: number | undefined;
  return {
    report: (done, pauses, now = performance.now()) => {
      const voided = last?.pauses !== pauses;
      if (last && !voided) elapsed += now - last.time;
      const further = done.pixels - (last?.pixels ?? 0);
      if (last && further > 0) {
        if (callEnded !== undefined && !voided) calls.add(now - callEnded, further);
        callEnded = now;
      } else if (voided) callEnded = undefined;
      if (last && done.portion > last.portion) {
        portions.add(elapsed, done.pixels - pixelsBefore);
        elapsed = 0;
        pixelsBefore = done.pixels;
        callEnded = undefined;
      }
      last = { ...done, pauses, time: now };
    },
    get secondsLeft() {
      if (!last) return null;
      const { pixels, totalPixels, portionPixels } = last;
      if (pixels >= totalPixels) return 0;
      const here = Math.min(portionPixels, totalPixels - pixelsBefore);
      const later = totalPixels - pixelsBefore - here;
      const [call, whole] = [calls.perPixel(), portions.perPixel()];
      const rest = call === null ? null : Math.max(0, here - (pixels - pixelsBefore)) * call;
      if (whole !== null) return (Math.max(here * whole - elapsed, rest ?? 0) + later * whole) / 1000;
      return rest === null ? null : (rest + (later / here) * (elapsed + rest)) / 1000;
    },
  };
}

/** The milliseconds per pixel over the last `kept` measurements. */
function createRate(kept: number) {
  const latest: { readonly time: number; readonly pixels: number }[] = [];
  return {
    add: (time: number, pixels: number) => {
      latest.push({ time, pixels });
      if (latest.length > kept) latest.shift();
    },
    perPixel: () => {
      const pixels = latest.reduce((sum, { pixels: some }) => sum + some, 0);
      return pixels === 0 ? null : latest.reduce((sum, { time }) => sum + time, 0) / pixels;
    },
  };
}
