/** What was done, so that it can be taken back and done again. */
export interface History<Step> {
  /** Oldest first. */
  readonly past: readonly Step[];
  /** What was taken back, the next to do again last. */
  readonly future: readonly Step[];
}

/** The two ways along a history. */
export type Way = 'undo' | 'redo';

export const NO_HISTORY: History<never> = { past: [], future: [] };

/** After a new step: what was taken back is gone. */
export function withStep<Step>({ past }: History<Step>, step: Step): History<Step> {
  return { past: [...past, step], future: [] };
}

/** The step that is taken back or done again next; undefined where there is none. */
export function nextStep<Step>({ past, future }: History<Step>, way: Way): Step | undefined {
  return way === 'undo' ? past.at(-1) : future.at(-1);
}

/** With the next step taken back, or done again. */
export function moved<Step>(history: History<Step>, way: Way): History<Step> {
  const step = nextStep(history, way);
  if (step === undefined) return history;
  const { past, future } = history;
  return way === 'undo'
    ? { past: past.slice(0, -1), future: [...future, step] }
    : { past: [...past, step], future: future.slice(0, -1) };
}
