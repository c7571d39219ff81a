/** Tells how long a job will take from how long its calls took lately. */
export interface CallTimes {
  /** After `calls` of `total`, at `now` in milliseconds; a change of `pauses` voids the time since the last report. */
  report(calls: number, total: number, pauses: number, now?: number): void;
  /** Null until two calls have been timed. */
  readonly secondsLeft: number | null;
}

/** Reports that count: a machine that gets other work is noticed within as many. */
const KEPT = 24;

export function createCallTimes(): CallTimes {
  const spans: { readonly calls: number; readonly time: number }[] = [];
  let last: { readonly calls: number; readonly pauses: number; readonly time: number } | undefined;
  let left = 0;
  return {
    report: (calls, total, pauses, now = performance.now()) => {
      if (last && last.pauses === pauses && calls > last.calls) {
        spans.push({ calls: calls - last.calls, time: now - last.time });
        if (spans.length > KEPT) spans.shift();
      }
      if (!last || calls !== last.calls || pauses !== last.pauses) last = { calls, pauses, time: now };
      left = total - calls;
    },
    get secondsLeft() {
      const calls = spans.reduce((sum, span) => sum + span.calls, 0);
      if (calls < 2) return null;
      const time = spans.reduce((sum, span) => sum + span.time, 0);
      return (left * time) / calls / 1000;
    },
  };
}
