import type { OperatorName } from '../operators/catalogue';
import { specOf } from './operators';

/**
 * Detail, from the mean to a full sample. 0 is the mean in one call: at the highest noise level, or over missing pixels
 * from their first fill (regions/calm-start.ts). Above 0 a sample is
 * drawn in several calls, and detail is its temperature: all of its noise is scaled by it. 1 is an exact sample of the
 * posterior as far as network and solver go; anything below is less varied than the posterior.
 */

/**
 * What the specs say of sampling. `eta` is how much of its noise the sampler renews at every step: 0 is the ODE, 1 renews all;
 * `etaBesideHoles` the same in a composite with inpainting: 1 where the hole is what is missing, and nothing else; `detail` is
 * what it begins with. Data, to be looked at again with every new network: eta is decided by CRPS and calibration (V/B) on
 * photos that the network has not seen, detail by what looks best at 100 %. With the first network renewed noise gains 0.8 dB a
 * sample in thin holes (CRPS 12.1 -> 11.5) and loses calibration in enlarging by 4 (V/B 0.94 -> 0.43).
 */
function samplingOf(operators: readonly OperatorName[]) {
  return operators.map((name) => specOf(name).sampling);
}

/** The most detail to begin with under noise of up to so many 8-bit levels: full samples of strong noise look painted. */
const DETAIL_BY_NOISE: readonly { readonly upTo: number; readonly detail: number }[] = [
  { upTo: 15, detail: 1 },
  { upTo: 35, detail: 0.7 },
  { upTo: Number.POSITIVE_INFINITY, detail: 0.3 },
];

/** The detail that a measurement begins with: the least of its operators' and of its noise's (in 8-bit levels). */
export function usualDetail(operators: readonly OperatorName[], noise: number): number {
  const byNoise = DETAIL_BY_NOISE.find(({ upTo }) => noise <= upTo)?.detail ?? 1;
  return Math.min(byNoise, ...samplingOf(operators).map(({ detail }) => detail));
}

/** How much of its noise the sampler renews: the least of the operators'. */
export function etaOf(operators: readonly OperatorName[]): number {
  const besideHoles = operators.length > 1 && operators.some((name) => specOf(name).needs.mask !== null);
  return Math.min(
    ...samplingOf(operators).map(({ eta, etaBesideHoles }) => (besideHoles ? etaBesideHoles : eta)),
  );
}

/** What of a recipe, resolved or not, says how its answers are drawn. */
interface Drawn {
  readonly detail: number | 'auto';
  readonly steps: number;
}

/** Calls of the network for every tile. */
export function callsOf({ detail, steps }: Drawn): number {
  return detail === 0 ? 1 : steps;
}

/** Whether an answer is a draw, and not the mean. */
export function isDrawn(recipe: Drawn): boolean {
  return callsOf(recipe) > 1;
}

/** Whether an answer is a sample of the posterior itself, not of a narrower law. */
export function isExactSample(recipe: Drawn): boolean {
  return recipe.detail === 1 && isDrawn(recipe);
}
