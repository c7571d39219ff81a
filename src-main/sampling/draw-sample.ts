import type { Point } from '../contract/geometry';
import { type FillNormal, type Grid, normalFiller, STREAM, type Stream } from '../noise/philox';
import { ORDINARY } from '../operators/kernels/workspace';
import { type ForwardModel, type Real, realLike, sizeOf } from '../operators/model/forward-model';
import { type RegionDenoise, type RegionOptions, regionDenoiser } from './region-denoiser';
import { combine, type Denoise, dpmSolverThatRenews, type OnStep, type Renewal } from './samplers';
import { geometricSchedule, SIGMA_MIN } from './schedule';

export interface SampleOptions extends RegionOptions {
  /** The region's first pixel in the picture's own grid, by which the noise is keyed. */
  readonly origin: Point;
  readonly seed: number;
  /** The number of the sample under this seed. */
  readonly sample: number;
  /** Network calls per tile; 1 gives the posterior mean at the highest noise level. */
  readonly steps: number;
  /** How much of the noise is renewed at every step; by default 0, the ODE. */
  readonly eta?: number;
  /**
   * Scales all noise: 1 (the default) draws from the posterior, 0 follows the mean's path. With one call it is ignored,
   * because one call gives the mean.
   */
  readonly temperature?: number;
  /** The caller overwrites all measured pixels with those of the photo. */
  readonly measuredIsPutBack?: boolean;
  /** A first answer (three planes) and the noise level to start at from it; a single call adds no noise to it. */
  readonly first?: { readonly picture: Float32Array; readonly sigma: number } | undefined;
  readonly onStep?: OnStep;
}

/** Draws one sample of the posterior on a region held in memory. Returns three planes. */
export async function drawSample(options: SampleOptions): Promise<Float32Array> {
  const { observation, origin, seed, sample, steps, first, workspace = ORDINARY } = options;
  const grid = { ...observation.model.domain, ...origin };
  const start = workspace.room(sizeOf(grid));
  const fillNormal = normalFiller();
  const schedule = geometricSchedule(steps, first?.sigma);
  const temperature = steps === 1 ? 1 : (options.temperature ?? 1);
  const added = first && steps === 1 ? 0 : temperature * schedule[0];
  fillNormal(start, grid, { seed, stream: STREAM.sampler, sample }, added);
  if (first) combine(start, 1, first.picture, 1, first.picture, 0, workspace);
  const mean = await regionDenoiser(options);
  const draws =
    steps > 1 && temperature > 0 && !options.measuredIsPutBack && lastCallDraws(observation.model);
  const denoise = draws ? drawingDenoiser(mean, schedule[steps - 1], temperature, fillNormal, options) : mean;
  const renewal: Renewal = {
    eta: options.eta ?? 0,
    temperature,
    draw: (step, scale, out) => fillNormal(out, grid, { seed, sample, stream: STREAM.renewed, step }, scale),
  };
  const solver = dpmSolverThatRenews(renewal, workspace);
  const answer = await solver(denoise, start, schedule, options.onStep);
  if (!(answer instanceof Float32Array)) throw new TypeError('a sample has the type of its start, Float32');
  return answer;
}

/**
 * Whether the last call has to draw a sample instead of returning the mean. If the measurement's noise is about as low
 * as the last noise level, the mean lacks a noticeable part of that noise (half of it for sigma_y = 0.01).
 */
function lastCallDraws({ sigmaY, whiteNoise }: ForwardModel): boolean {
  return whiteNoise !== false && sigmaY < 3 * SIGMA_MIN;
}

/**
 * Like `mean`, but at the `last` noise level it returns a draw from p(x0 | x_t, y) instead of its mean, without a
 * further call. The covariance there is Sigma* J, where J is the denoiser's derivative (Tweedie's formula, second
 * order). Noise with the pivot's own distribution, added to the pivot, comes out as J Sigma*^1/2 z: a draw of
 * covariance J Sigma* J', which equals Sigma* J if J either keeps or removes each direction completely. Noise of level
 * sigma on x_t and of level sigma_y on y gives the pivot that distribution; `temperature` scales it.
 */
function drawingDenoiser(
  mean: RegionDenoise,
  last: number,
  temperature: number,
  fillNormal: FillNormal,
  options: SampleOptions,
): Denoise {
  const { model, y } = options.observation;
  const { origin, seed, sample, workspace } = options;
  /** out = values + level * N(0, 1). */
  const addNormals = (stream: Stream, grid: Grid, level: number, values: Real, out: Real): void => {
    fillNormal(out, grid, { seed, sample, stream }, level);
    combine(out, 1, values, 1, values, 0, workspace);
  };
  return async (x, sigma, out) => {
    if (sigma !== last) return mean(x, sigma, out);
    const scale = model.range.width / model.domain.width;
    const yOrigin = { x: origin.x * scale, y: origin.y * scale };
    const noisyY = realLike(y, y.length, workspace);
    addNormals(STREAM.lastState, { ...model.domain, ...origin }, temperature * sigma, x, out);
    const ofY = temperature * model.sigmaY;
    addNormals(STREAM.lastMeasurement, { ...model.range, ...yOrigin }, ofY, y, noisyY);
    return mean(out, sigma, out, model.observe(noisyY));
  };
}
