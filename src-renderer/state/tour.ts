import { create } from 'zustand';

/** Steps of the tour, in their order; each has a title and a text in the catalogues. */
export const TOUR_STEPS = ['photo', 'scratches', 'restore', 'compare', 'save'] as const;
export type TourStep = (typeof TOUR_STEPS)[number];

interface TourState {
  /** Null while there is no tour. */
  readonly step: TourStep | null;
  /** The example that a tour has opened, to be shown again by the next one. */
  readonly document: string | null;
}

export const useTour = create<TourState>()(() => ({ step: null, document: null }));

/** The step after or before one; null beyond the last and the first. */
export function neighbour(step: TourStep, by: 1 | -1): TourStep | null {
  return TOUR_STEPS[TOUR_STEPS.indexOf(step) + by] ?? null;
}

export function leaveTour(): void {
  useTour.setState({ step: null });
}
