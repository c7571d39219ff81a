/** The progress of a job. */
export interface Done {
  readonly calls: number;
  readonly totalCalls: number;
  /** Numbers of finished and of all portions; a portion is a step of a region, which is prepared before its calls. */
  readonly portion: number;
  readonly portions: number;
}

/** Estimates a job's remaining time from the recent times of its portions and their calls. */
export interface CallTimes {
  /** At `now` in milliseconds; a change of `pauses` voids the time since the last report. */
  report(done: Done, pauses: number, now?: number): void;
  /** Null until a call or a portion was timed. */
  readonly secondsLeft: number | null;
}

/** Numbers of recent calls and portions that count; a change of the machine's load shows within as many. */
const KEPT = { calls: 24, portions: 8 } as const;

export function createCallTimes(): CallTimes {
  const calls = createMean(KEPT.calls);
  const portions = createMean(KEPT.portions);
  let last: (Done & { readonly pauses: number; readonly time: number }) | undefined;
  /** Time of the current portion. */
  let elapsed = 0;
  let callsBefore = 0;
  /** When the last call ended; undefined before a portion's first call, because of the preparation. */
  let callEnded: number | undefined;
  return {
    report: (done, pauses, now = performance.now()) => {
      const voided = last?.pauses !== pauses;
      if (last && !voided) elapsed += now - last.time;
      const further = done.calls - (last?.calls ?? 0);
      if (last && further > 0) {
        if (callEnded !== undefined && !voided) calls.add(now - callEnded, further);
        callEnded = now;
      } else if (voided) callEnded = undefined;
      if (last && done.portion > last.portion) {
        portions.add(elapsed, done.portion - last.portion);
        elapsed = 0;
        callsBefore = done.calls;
        callEnded = undefined;
      }
      last = { ...done, pauses, time: now };
    },
    get secondsLeft() {
      if (!last) return null;
      const { portion, portions: all, totalCalls } = last;
      if (portion >= all) return 0;
      const callsLeft = Math.max(0, totalCalls / all - (last.calls - callsBefore));
      const [call, whole] = [calls.mean(), portions.mean()];
      const rest = call === null ? null : callsLeft * call;
      if (whole !== null) return (Math.max(whole - elapsed, rest ?? 0) + (all - portion - 1) * whole) / 1000;
      return rest === null ? null : (rest + (all - portion - 1) * (elapsed + rest)) / 1000;
    },
  };
}

/** The mean over the last spans. */
function createMean(kept: number) {
  const spans: { readonly time: number; readonly count: number }[] = [];
  return {
    add: (time: number, count: number) => {
      spans.push({ time, count });
      if (spans.length > kept) spans.shift();
    },
    mean: () => {
      const count = spans.reduce((sum, span) => sum + span.count, 0);
      return count === 0 ? null : spans.reduce((sum, { time }) => sum + time, 0) / count;
    },
  };
}
