import type { Suggestions } from '../../src-main/contract/window/documents';
import type { RepairName } from '../../src-main/operators/catalogue';
import { LIMITS, NO_REPAIRS, type Repairs } from './schema';

/** 8-bit levels, and how many pixels agree in them; 0 where the noise is white. */
interface Noise {
  readonly levels: number;
  readonly grain: number;
}

/** A thing that the photo's own signs speak for. */
export type Offer =
  | { readonly repair: 'noise'; readonly levels: number; readonly grain: number }
  | { readonly repair: 'jpeg'; readonly quality: number }
  /** A blur comes with the noise that was measured with it: sharpened alone, that would be speckle. */
  | { readonly repair: 'blur'; readonly deviation: number; readonly under: Noise | null }
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
  const { levels, grain, deviation } = measuredOf(suggestions);
  const isNoisy = noise >= WORTH.noise;
  if (isNoisy) offers.push({ repair: 'noise', levels, grain });
  if (deviation !== null && blur !== null && blur >= WORTH.blur)
    offers.push({ repair: 'blur', deviation, under: isNoisy ? { levels, grain } : null });
  if (jpegTables && jpegQuality !== null && jpegQuality < WORTH.jpegQuality) {
    offers.push({ repair: 'jpeg', quality: jpegQuality });
  }
  if (colourless) offers.push({ repair: 'colour' });
  return offers;
}

/** What was measured of a photo, in values that the sliders have; no deviation where no blur was found. */
export function measuredOf({ noise, grain, blur }: Suggestions): Noise & {
  readonly deviation: number | null;
} {
  return {
    levels: held(Math.round(noise), LIMITS.noise),
    grain: held(Math.round(grain * 10) / 10, LIMITS.grain),
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
      return withNoise(repairs, offer);
    case 'blur': {
      const blur = { ...repairs.blur, on: true, kind: 'soft' as const, deviation: offer.deviation };
      // A noise that is ticked already was chosen.
      const noisy = offer.under && !repairs.noise.on ? withNoise(repairs, offer.under) : repairs;
      return { ...noisy, blur };
    }
    case 'jpeg':
    case 'colour':
    case 'scratches':
      return tick(repairs, offer.repair, true);
  }
}

/** The repairs with a noise ticked. */
function withNoise(repairs: Repairs, { levels, grain }: Noise): Repairs {
  return { ...repairs, noise: { on: true, levels, ...(grain > 0 && { grain }) } };
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
  const { deviation, ...measured } = measuredOf(suggestions);
  if (name === 'noise' && noise.levels === NO_REPAIRS.noise.levels && !noise.grain) {
    return withNoise(ticked, measured);
  }
  if (name === 'blur' && deviation !== null && blur.deviation === NO_REPAIRS.blur.deviation) {
    return { ...ticked, blur: { ...blur, deviation } };
  }
  return ticked;
}
