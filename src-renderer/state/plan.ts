import { create } from 'zustand';

interface Plan {
  /** The photo whose plan is shown; null for none. */
  readonly document: string | null;
  /** Whether a plan is being made. */
  readonly isBusy: boolean;
}

/** The plan for an old photograph. */
export const usePlan = create<Plan>()(() => ({ document: null, isBusy: false }));
