import { create } from 'zustand';
import { planFor } from '../repairs/old-photo';
import { changeRepairs, shownPhoto } from '../state/photos';
import { findDamage } from './mask';
import { preview } from './restore';

/**
 * Marks the scratches of an old photograph, ticks the repairs that its analysis suggests, and previews the visible
 * part. False if another photo was shown meanwhile, or if nothing needs repair.
 */
export async function planOldPhoto(): Promise<boolean> {
  const { document, suggestions } = shownPhoto();
  if (!document || !suggestions || usePlan.getState().isBusy) return false;
  usePlan.setState({ isBusy: true });
  try {
    await findDamage();
    const { document: shown, mask } = shownPhoto();
    if (shown?.id !== document.id || !mask) return false;
    const damaged = mask.state().damagedPixels / (document.width * document.height);
    changeRepairs((repairs) => planFor(repairs, suggestions, damaged, document.jpegTables));
    usePlan.setState({ document: document.id });
  } finally {
    usePlan.setState({ isBusy: false });
  }
  return preview();
}

interface Plan {
  /** The photo whose plan is shown; null for none. */
  readonly document: string | null;
  /** Whether a plan is being made. */
  readonly isBusy: boolean;
}

/** The plan for an old photograph. */
export const usePlan = create<Plan>()(() => ({ document: null, isBusy: false }));
