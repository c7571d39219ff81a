import { USUAL_LIMIT } from '../../src-main/contract/damage';
import type { Suggestions } from '../../src-main/contract/window/documents';
import type { RepairName } from '../../src-main/operators/catalogue';
import { offersOf, type PhotoOffer } from './offers';
import { REPAIR_NAMES, type Repairs, tick } from './schema';

const OF_OLD_PHOTOS: readonly RepairName[] = ['scratches', 'fading', 'noise', 'blur'];

/** The repairs that an old photograph may need, in the order in which they are shown. */
export const OLD_PHOTO_REPAIRS = REPAIR_NAMES.filter((name) => OF_OLD_PHOTOS.includes(name));

/** The offers for an old photo, without scratches, which are marked instead. */
export function suggestedIn(suggestions: Suggestions, jpegTables: boolean): PhotoOffer[] {
  return offersOf(suggestions, jpegTables).filter(
    ({ repair }) => repair !== 'scratches' && OLD_PHOTO_REPAIRS.includes(repair),
  );
}

/**
 * The repairs with those ticked that the analysis of an old photograph suggests; others are unchanged. `damaged` is the
 * share of marked pixels, 0 to 1. If too much is marked, scratches aren't ticked, because the user must check the marks
 * first. Blur isn't ticked if anything is marked: the network was never trained on both together, and causes ringing
 * around every hole.
 */
export function planFor(
  repairs: Repairs,
  suggestions: Suggestions,
  damaged: number,
  jpegTables: boolean,
): Repairs {
  const cleared = OLD_PHOTO_REPAIRS.reduce((all, name) => tick(all, name, false), repairs);
  const isFilled = damaged > 0 && damaged <= USUAL_LIMIT;
  return suggestedIn(suggestions, jpegTables)
    .filter(({ repair }) => !(isFilled && repair === 'blur'))
    .reduce((all, { take }) => take(all), tick(cleared, 'scratches', isFilled));
}
