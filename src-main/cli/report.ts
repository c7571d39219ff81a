import { callsOf, etaOf, isDrawn, isExactSample } from '../contract/detail';
import { specOf } from '../contract/operators';
import type { Recipe, RecipeRequest } from '../contract/recipe';
import { needsMask } from '../contract/recipe-facts';
import { distinct, inEnglish } from '../contract/said';
import type { PageReport } from '../jobs/restore-job';
import type { FieldName, Fields } from '../operators/catalogue';
import { percent } from './figures';

/** The fields of a recipe that can be estimated from a photo. */
type EstimatedName = {
  [Name in FieldName]: Fields[Name] extends { readonly estimate: object } ? Name : never;
}[FieldName];

/**
 * The estimated fields of the recipe that ran on the first page, in the units of the specs. One that the recipe doesn't
 * have is 0, or null if its range has no 0 or it has three channels.
 */
type EstimatedValues = { readonly [Name in EstimatedName]: NonNullable<Recipe[Name]> | null };

/** The JSON object that `restore --json` prints. */
export interface RestoreSummary extends EstimatedValues {
  /** The photo's path as it was typed. */
  readonly photo: string;
  readonly operator: string;
  /** The operators that ran on the first page, with their values. */
  readonly repairs: string;
  readonly seed: number;
  readonly steps: number;
  /** From 0 (the mean in one call) to 1 (a full sample). */
  readonly detail: number;
  /** How much of the noise the sampler renewed at every step. */
  readonly eta: number;
  /** Whether the results are samples of the posterior itself, not of a narrower distribution. */
  readonly exactPosterior: boolean;
  readonly calls: number;
  readonly provider: string;
  readonly seconds: number;
  readonly sampleSeconds: number;
  readonly denoiserSeconds: number;
  readonly width: number;
  readonly height: number;
  readonly tiles: number;
  readonly peakMemoryMB: number;
  readonly changedPixels: number | null;
  /** Share of pixels that were found damaged, 0 to 1; null if the damage wasn't searched for. */
  readonly damaged: number | null;
  /** The constraint on the first page's colours: none (free), grey, or one tone (toned). */
  readonly tone: 'free' | 'grey' | 'toned';
  /** Root mean square distance of a toned photo from its tone, in Lab; null for others. */
  readonly toneDistance: number | null;
  readonly model: { readonly version: string; readonly sha256: string };
  readonly warnings: readonly string[];
  readonly outputs: readonly string[];
}

export interface SummaryInputs {
  readonly photo: string;
  readonly recipe: RecipeRequest;
  readonly outputs: readonly string[];
  readonly pages: readonly PageReport[];
  readonly seconds: number;
  /** Peak memory of all processes except the compute process. */
  readonly otherMemoryMB: number;
}

/** Sums the reports over pages. Sizes are those of the first page, changed pixels those of the first sample. */
export function summarise(inputs: SummaryInputs): RestoreSummary {
  const { photo, recipe, outputs, pages, seconds, otherMemoryMB } = inputs;
  const [first] = pages;
  const total = (value: (page: PageReport) => number) => pages.reduce((sum, page) => sum + value(page), 0);
  const changed = pages.map((page) => page.changedPixels[0]);
  const compared = changed.filter((count) => count !== null);
  return {
    photo,
    operator: first.recipe.operator.join(','),
    repairs: describeRepairs(first.recipe, damagedIn(pages)),
    ...estimatedIn(first.recipe),
    seed: recipe.seed,
    steps: callsOf(first.recipe),
    detail: first.recipe.detail,
    eta: isDrawn(first.recipe) ? etaOf(first.recipe.operator) : 0,
    exactPosterior: pages.every((page) => isExactSample(page.recipe)),
    calls: total((page) => page.calls),
    provider: first.network.provider,
    seconds: round(seconds),
    sampleSeconds: round(total((page) => page.sampleSeconds)),
    denoiserSeconds: round(total((page) => page.denoiserSeconds)),
    width: first.outputs[0].width,
    height: first.outputs[0].height,
    tiles: total((page) => page.tiles),
    // An upper bound of the processes' common peak, because their peaks need not be at the same time.
    peakMemoryMB: Math.round(Math.max(...pages.map((page) => page.peakMemoryMB)) + otherMemoryMB),
    changedPixels:
      compared.length === changed.length ? compared.reduce((sum, count) => sum + count, 0) : null,
    damaged: damagedIn(pages),
    tone: first.tone.kind,
    toneDistance: first.tone.distance === null ? null : round(first.tone.distance),
    model: { version: first.network.version, sha256: first.network.sha256 },
    warnings: distinct(pages.flatMap((page) => [...page.warnings, ...page.network.reasons])).map(inEnglish),
    outputs,
  };
}

/** The compiler asks for every field that a spec can estimate. */
function estimatedIn({ noise, grain, black, white, edges, blur }: Recipe): EstimatedValues {
  return {
    noise,
    grain: grain ?? 0,
    black: black ?? null,
    white: white ?? null,
    edges: edges ?? 0,
    blur: blur ?? null,
  };
}

/** The share over all pages. */
function damagedIn(pages: readonly PageReport[]): number | null {
  let [damaged, all] = [0, 0];
  for (const { found, outputs } of pages) {
    if (found === null) return null;
    const pixels = outputs[0].width * outputs[0].height;
    [damaged, all] = [damaged + found * pixels, all + pixels];
  }
  return Number((damaged / all).toPrecision(4));
}

function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}

/** The result as one line of text; warnings go to stderr. */
export function describe(summary: RestoreSummary): string {
  const { outputs, width, height, seconds, provider, steps, detail, exactPosterior, damaged } = summary;
  const kind = exactPosterior ? 'exact sample' : steps === 1 ? 'mean' : `detail ${detail}`;
  const where = provider === 'cpu' ? 'on the processor' : `on ${provider}`;
  const found = damaged === null ? '' : `, ${percent(damaged)} damaged`;
  return `${outputs.join(', ')}: ${width}x${height}, ${kind}${found}, ${seconds.toFixed(1)} s ${where}`;
}

/** The repairs with the values that a photo got: `inpaint (0.42 % damaged), denoise (noise 7.2, grain 0.9)`. */
export function describeRepairs(recipe: Recipe, damaged: number | null): string {
  const values = new Map(Object.entries(recipe));
  return recipe.operator
    .map((name) => {
      const own = Object.keys(specOf(name).fields).flatMap((field) => {
        const value = values.get(field);
        return value === undefined ? [] : [`${field} ${shown(value)}`];
      });
      if (damaged !== null && needsMask({ operator: [name] })) own.push(`${percent(damaged)} damaged`);
      return own.length === 0 ? name : `${name} (${own.join(', ')})`;
    })
    .join(', ');
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map(shown).join(' ');
  return typeof value === 'number' ? String(Number(value.toPrecision(3))) : String(value);
}

/** What --verbose prints about a result, on one line. */
export function describeMore(summary: RestoreSummary): string {
  const { photo, repairs, seed, calls, tiles, denoiserSeconds, sampleSeconds, seconds } = summary;
  const { peakMemoryMB, provider, model } = summary;
  return `${photo}: ${repairs}; seed ${seed}, ${calls} calls in ${tiles} tiles; ${denoiserSeconds} s in the network, ${sampleSeconds} s sampling, ${seconds} s in all; ${peakMemoryMB} MB; network ${model.version} by ${provider}`;
}
