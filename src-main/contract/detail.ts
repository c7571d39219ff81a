import type { OperatorName } from '../operators/catalogue';
import type { TemperatureBy } from '../operators/spec';
import { clamp } from './geometry';
import { specOf } from './operators';

/**
 * Detail, from the mean to a full sample. 0 is the mean in one call: at the highest noise level, or for missing pixels
 * from their first fill (regions/calm-start.ts). Above 0 a sample is drawn in several calls, and detail scales the
 * temperature, by which all of its noise is multiplied. 1 is an exact sample of the posterior, up to the errors of network
 * and solver; lower values vary less than the posterior.
 */

/**
 * The operators' values for sampling. `eta` is the share of its noise that the sampler renews at every step: 0 is the
 * ODE, 1 renews all; `etaBesideHoles` is the same for a composite with inpainting: 1 if only the hole is missing;
 * `detail` is the initial detail; `temperature` is that of a full sample. The values must be checked with every new
 * network: eta and temperature are chosen by CRPS and calibration (V/B) on photos that the network has not seen, detail by
 * the best look at 100 %. A network removes slightly too much noise where much is missing, so that its samples vary too
 * little; a temperature a few percent above 1 makes up for that, as S_noise does in Karras et al. 2022 (arXiv 2206.00364,
 * algorithm 2): 1.05 brings enlarging by 4 from V/B 0.58 to 0.9 with a better CRPS. With the first network,
 * renewed noise gains 0.8 dB per sample in thin holes (CRPS 12.1 -> 11.5) and loses calibration in enlarging by 4 (V/B
 * 0.94 -> 0.43); with the second and third it brings the samples of motion blur to the right spread (V/B 1.26 ->
 * 1.00). At 100 % zoom a full sample of a deblurred, enlarged or JPEG photo looks painted; a sample with a detail of
 * 0.5 to 0.7 doesn't, and is 1.4 to 3.7 dB closer to the photo.
 */
function samplingOf(operators: readonly OperatorName[]) {
  return operators.map((name) => specOf(name).sampling);
}

/** Largest initial detail for noise of up to `upTo` 8-bit levels; full samples with strong noise look painted. */
const DETAIL_BY_NOISE: readonly { readonly upTo: number; readonly detail: number }[] = [
  { upTo: 15, detail: 1 },
  { upTo: 35, detail: 0.7 },
  { upTo: Number.POSITIVE_INFINITY, detail: 0.3 },
];

/** The initial detail of a measurement: the least of its operators' details and of its noise's (in 8-bit levels). */
export function usualDetail(operators: readonly OperatorName[], noise: number): number {
  const byNoise = DETAIL_BY_NOISE.find(({ upTo }) => noise <= upTo)?.detail ?? 1;
  return Math.min(byNoise, ...samplingOf(operators).map(({ detail }) => detail));
}

/** The share of noise that the sampler renews: the least of the operators' values. */
export function etaOf(operators: readonly OperatorName[]): number {
  const besideHoles = operators.length > 1 && operators.some((name) => specOf(name).needs.mask !== null);
  return Math.min(
    ...samplingOf(operators).map(({ eta, etaBesideHoles }) => (besideHoles ? etaBesideHoles : eta)),
  );
}

/** The fields of a recipe, resolved or not, that determine how its answers are drawn. */
interface Drawn {
  readonly detail: number | 'auto';
  readonly steps: number;
}

/** Calls of the network for every tile. */
export function callsOf({ detail, steps }: Drawn): number {
  return detail === 0 ? 1 : steps;
}

/** Whether an answer is a sample and not the mean. */
export function isDrawn(recipe: Drawn): boolean {
  return callsOf(recipe) > 1;
}

/** Whether an answer is a sample of the posterior itself and not of a narrower distribution. */
export function isExactSample(recipe: Drawn): boolean {
  return recipe.detail === 1 && isDrawn(recipe);
}

/** The fields of a recipe that determine the temperature of its samples. */
interface Heated {
  readonly operator: readonly OperatorName[];
  readonly detail: number;
  readonly [field: string]: unknown;
}

/** The temperature of a recipe's samples: its detail times the largest of its operators' temperatures. */
export function temperatureOf(recipe: Heated): number {
  const full = samplingOf(recipe.operator).map(({ temperature }) => fullTemperature(temperature, recipe));
  return recipe.detail * Math.max(...full);
}

/** An operator's temperature for a full sample; 1 if it depends on a field that the recipe lacks. */
function fullTemperature(by: number | TemperatureBy, recipe: Heated): number {
  if (typeof by === 'number') return by;
  const { field, from, to } = by;
  const value = recipe[field];
  if (typeof value !== 'number') return 1;
  const share = clamp((value - from.value) / (to.value - from.value), 0, 1);
  return from.temperature + share * (to.temperature - from.temperature);
}
