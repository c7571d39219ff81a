import { type ForwardModel, sizeOf } from '../operators/model';
import { arrayBeside } from '../operators/wasm/vector-space';
import { type Draw, fillNormal, STREAM, type Stream } from './philox';
import { type RegionDenoise, type RegionOptions, regionDenoiser } from './region-denoiser';
import { type Denoise, dpmSolver, type OnStep } from './samplers';
import { geometricSchedule, SIGMA_MAX, SIGMA_MIN } from './schedule';

export interface SampleOptions extends RegionOptions {
  /** The region's first pixel in the picture's own grid: what keys the noise. */
  readonly origin: { readonly x: number; readonly y: number };
  readonly seed: number;
  /** Which of the seed's samples. */
  readonly sample: number;
  /** Network calls for each tile; 1 is the posterior mean at the highest noise level. */
  readonly steps: number;
  /** All that was measured will be put back from the photo anyway. */
  readonly measuredIsPutBack?: boolean;
  readonly onStep?: OnStep;
}

/** Draws one sample of the posterior on a region held in memory: three planes. */
export async function drawSample(options: SampleOptions): Promise<Float32Array> {
  const { observation, origin, seed, sample, steps } = options;
  const grid = { ...observation.model.domain, ...origin };
  const start = arrayBeside(observation.y, sizeOf(grid)) ?? new Float32Array(sizeOf(grid));
  fillNormal(start, grid, { seed, stream: STREAM.sampler, sample }, SIGMA_MAX);
  const schedule = geometricSchedule(steps);
  const mean = regionDenoiser(options);
  const draws = steps > 1 && !options.measuredIsPutBack && lastCallDraws(observation.model);
  const denoise = draws ? drawingDenoiser(mean, schedule[steps - 1], options) : mean;
  const answer = await dpmSolver(denoise, start, schedule, options.onStep);
  if (!(answer instanceof Float32Array)) throw new TypeError('a sample has the type of its start, Float32');
  return answer;
}

/**
 * Whether the last call has to draw: where the measurement is about as fine as the last noise level, the mean there
 * lacks a part of the measurement's noise that can be told (for sigma_y = 0.01 half of it).
 */
function lastCallDraws({ sigmaY, whiteNoise }: ForwardModel): boolean {
  return whiteNoise !== false && sigmaY < 3 * SIGMA_MIN;
}

/**
 * Like `mean`, but at the `last` noise level the answer is a draw from p(x0 | x_t, y) instead of its mean, at no
 * further call. The covariance there is Sigma* J with J the denoiser's derivative (Tweedie's formula, second order).
 * Noise of the pivot's own law, added to the pivot, comes out as J Sigma*^1/2 z: a draw of covariance J Sigma* J',
 * which is Sigma* J as far as J keeps or removes each direction whole. The pivot's own law is had by noise of level
 * sigma on x_t and of level sigma_y on y.
 */
function drawingDenoiser(mean: RegionDenoise, last: number, options: SampleOptions): Denoise {
  const { model, y } = options.observation;
  return async (x, sigma, out) => {
    if (sigma !== last) return mean(x, sigma, out);
    const scale = model.range.width / model.domain.width;
    const { origin } = options;
    const onX = normals(options, STREAM.lastState, { ...model.domain, ...origin }, sigma);
    const onY = normals(
      options,
      STREAM.lastMeasurement,
      { ...model.range, x: origin.x * scale, y: origin.y * scale },
      model.sigmaY,
    );
    for (let i = 0; i < onX.length; i++) onX[i] += x[i];
    for (let i = 0; i < onY.length; i++) onY[i] += y[i];
    return mean(onX, sigma, out, model.observe(onY));
  };
}

function normals(
  { seed, sample }: Pick<Draw, 'seed' | 'sample'>,
  stream: Stream,
  grid: Parameters<typeof fillNormal>[1],
  scale: number,
): Float32Array {
  const values = new Float32Array(sizeOf(grid));
  fillNormal(values, grid, { seed, sample, stream }, scale);
  return values;
}
