import type { Suggestions } from '../../src-main/contract/window/documents';
import type { RepairName } from '../../src-main/operators/catalogue';
import type { Words } from './repair';
import { REPAIR_NAMES, REPAIRS, type Repairs, tick, withRepair } from './schema';

/** A repair that the photo's analysis suggests. */
export interface PhotoOffer {
  readonly repair: RepairName;
  readonly words: Words;
  /** Repairs that are ticked with it, even if the analysis doesn't suggest them. */
  readonly needs: readonly RepairName[];
  /** The repairs after accepting the offer. */
  take(repairs: Repairs): Repairs;
}

/** The offers for a photo, in the order of the repairs; nothing is applied. */
export function offersOf(suggestions: Suggestions, jpegTables: boolean): PhotoOffer[] {
  return REPAIR_NAMES.flatMap((name) => offerOf(name, suggestions, jpegTables) ?? []);
}

function offerOf<Name extends RepairName>(
  name: Name,
  suggestions: Suggestions,
  jpegTables: boolean,
): PhotoOffer | null {
  const offer = REPAIRS[name].offer?.(suggestions, { jpegTables });
  if (!offer) return null;
  const needs = offer.needs ?? [];
  return {
    repair: name,
    words: offer.words,
    needs,
    take: (repairs) => {
      const others = (offer.with ?? []).filter((other) => !repairs[other].on);
      const taken = withRepair(repairs, name, offer.take(repairs[name]));
      const accepted = others.reduce(
        (all, other) => offerOf(other, suggestions, jpegTables)?.take(all) ?? all,
        taken,
      );
      return withNeeded(accepted, needs, suggestions);
    },
  };
}

/** The repairs with those that are needed ticked as well, with their suggested values; ticked ones stay as they are. */
export function withNeeded(
  repairs: Repairs,
  needs: readonly RepairName[],
  suggestions: Suggestions | null,
): Repairs {
  return needs
    .filter((name) => !repairs[name].on)
    .reduce((all, name) => tickSuggested(all, name, true, suggestions), repairs);
}

/** Ticks or unticks one repair of a photo. Its first value is the suggested one; a value chosen before stays. */
export function tickSuggested(
  repairs: Repairs,
  name: RepairName,
  on: boolean,
  suggestions: Suggestions | null,
): Repairs {
  const ticked = tick(repairs, name, on);
  return on && suggestions ? withSuggested(ticked, name, suggestions) : ticked;
}

function withSuggested<Name extends RepairName>(repairs: Repairs, name: Name, suggestions: Suggestions) {
  const value = repairs[name];
  return withRepair(repairs, name, REPAIRS[name].suggested?.(value, suggestions) ?? value);
}
