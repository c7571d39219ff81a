import type { Suggestions } from '../../src-main/contract/window/documents';
import type { RepairName } from '../../src-main/operators/catalogue';
import { LIMITS, NO_REPAIRS, type Repairs } from './schema';

/** A thing that the photo's own signs speak for. */
export type Offer =
  | { readonly repair: 'noise'; readonly levels: number }
  | { readonly repair: 'jpeg'; readonly quality: number }
  | { readonly repair: 'blur'; readonly deviation: number }
  | { readonly repair: 'colour' }
  | { readonly repair: 'scratches' };

/** Below these a repair would change nothing that anyone sees. */
const WORTH = { noise: 2, jpegQuality: 90, blur: 0.5, scratches: 0.0005 } as const;

/** Speckles of noise beyond it pass for dust, in 8-bit levels. */
const LIKE_DUST = 15;

/** What to offer for a photo, in the order of the repairs; nothing is applied. */
export function offersOf(suggestions: Suggestions, jpegTables: boolean): Offer[] {
  const { noise, jpegQuality, blur, colourless, scratches } = suggestions;
  const offers: Offer[] = [];
  if (scratches >= WORTH.scratches && noise < LIKE_DUST) offers.push({ repair: 'scratches' });
  const { levels, deviation } = measuredOf(suggestions);
  if (noise >= WORTH.noise) offers.push({ repair: 'noise', levels });
  if (deviation !== null && blur !== null && blur >= WORTH.blur) offers.push({ repair: 'blur', deviation });
  if (jpegTables && jpegQuality !== null && jpegQuality < WORTH.jpegQuality) {
    offers.push({ repair: 'jpeg', quality: jpegQuality });
  }
  if (colourless) offers.push({ repair: 'colour' });
  return offers;
}

/** What was measured of a photo, in values that the sliders have; no deviation where no blur was found. */
export function measuredOf({ noise, blur }: Suggestions): {
  readonly levels: number;
  readonly deviation: number | null;
} {
  return {
    levels: held(Math.round(noise), LIMITS.noise),
    deviation: blur === null ? null : held(Math.round(blur * 10) / 10, LIMITS.deviation),
  };
}

function held(value: number, { min, max }: { readonly min: number; readonly max: number }): number {
  return Math.min(max, Math.max(min, value));
}

/** The repairs with an offer taken. */
export function withOffer(repairs: Repairs, offer: Offer): Repairs {
  switch (offer.repair) {
    case 'noise':
      return tick({ ...repairs, noise: { on: true, levels: offer.levels } }, 'noise', true);
    case 'blur': {
      const blur = { ...repairs.blur, on: true, kind: 'soft' as const, deviation: offer.deviation };
      return tick({ ...repairs, blur }, 'blur', true);
    }
    case 'jpeg':
    case 'colour':
    case 'scratches':
      return tick(repairs, offer.repair, true);
  }
}

/** Ticks or unticks one repair. */
export function tick(repairs: Repairs, name: RepairName, on: boolean): Repairs {
  return { ...repairs, [name]: { ...repairs[name], on } };
}

/** Ticks or unticks one repair of a photo. What was measured is the first value; one that was chosen before stays. */
export function tickMeasured(
  repairs: Repairs,
  name: RepairName,
  on: boolean,
  suggestions: Suggestions | null,
): Repairs {
  const ticked = tick(repairs, name, on);
  if (!on || suggestions === null) return ticked;
  const { noise, blur } = ticked;
  const { levels, deviation } = measuredOf(suggestions);
  if (name === 'noise' && noise.levels === NO_REPAIRS.noise.levels) {
    return { ...ticked, noise: { ...noise, levels } };
  }
  if (name === 'blur' && deviation !== null && blur.deviation === NO_REPAIRS.blur.deviation) {
    return { ...ticked, blur: { ...blur, deviation } };
  }
  return ticked;
}
