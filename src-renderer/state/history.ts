/** Steps that can be undone and redone. */
export interface History<Step> {
  /** Oldest first. */
  readonly past: readonly Step[];
  /** The undone steps; the last of them is redone first. */
  readonly future: readonly Step[];
}

/** The two ways along a history. */
export type Way = 'undo' | 'redo';

export const NO_HISTORY: History<never> = { past: [], future: [] };

/** The history after a new step; undone steps are dropped. */
export function withStep<Step>({ past }: History<Step>, step: Step): History<Step> {
  return { past: [...past, step], future: [] };
}

/** The step to undo or redo next; undefined if there is none. */
export function nextStep<Step>({ past, future }: History<Step>, way: Way): Step | undefined {
  return way === 'undo' ? past.at(-1) : future.at(-1);
}

/** The history after undoing or redoing one step. */
export function moved<Step>(history: History<Step>, way: Way): History<Step> {
  const step = nextStep(history, way);
  if (step === undefined) return history;
  const { past, future } = history;
  return way === 'undo'
    ? { past: past.slice(0, -1), future: [...future, step] }
    : { past: [...past, step], future: future.slice(0, -1) };
}
