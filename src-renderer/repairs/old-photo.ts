import { USUAL_LIMIT } from '../../src-main/contract/damage';
import type { Suggestions } from '../../src-main/contract/window/documents';
import type { RepairName } from '../../src-main/operators/catalogue';
import { offersOf, type PhotoOffer } from './offers';
import { REPAIR_NAMES, type Repairs, tick } from './schema';

const OF_OLD_PHOTOS: readonly RepairName[] = ['scratches', 'fading', 'noise', 'blur'];

/** The repairs that an old photograph may need, in the order in which they are shown. */
export const OLD_PHOTO_REPAIRS = REPAIR_NAMES.filter((name) => OF_OLD_PHOTOS.includes(name));

/** What was measured in a photo besides its scratches, which are marked. */
export function measuredIn(suggestions: Suggestions): PhotoOffer[] {
  return offersOf(suggestions, false).filter(
    ({ repair }) => repair !== 'scratches' && OLD_PHOTO_REPAIRS.includes(repair),
  );
}

/**
 * The repairs ticked for an old photograph as it was measured; others stay as they are. `damaged` is the share of marked
 * pixels, 0 to 1. Where too much is marked, the marks must be looked at before they are filled. Blur is left to be ticked
 * where anything is marked: the network was never trained on both at once, and rings around every hole.
 */
export function planFor(repairs: Repairs, suggestions: Suggestions, damaged: number): Repairs {
  const cleared = OLD_PHOTO_REPAIRS.reduce((all, name) => tick(all, name, false), repairs);
  const measured = measuredIn(suggestions).reduce((all, { take }) => take(all), cleared);
  const isFilled = damaged > 0 && damaged <= USUAL_LIMIT;
  const marked = tick(measured, 'scratches', isFilled);
  return isFilled ? tick(marked, 'blur', false) : marked;
}
