import type { RawPicture } from '../imaging/raw-picture';
import { fillNormal, STREAM } from '../noise/philox';
import type { Fft2Factory } from '../operators/fourier/fft2';
import { type ForwardModel, type Observation, sizeOf } from '../operators/model/forward-model';
import { drawSample } from '../sampling/draw-sample';
import type { Network } from '../sampling/region-denoiser';
import { planTiles } from '../sampling/tiles';
import { middleOf, readCrop } from './crops';
import { coverage, crps, LEVELS, meanOf, psnr, sampleSpread } from './metrics';
import { type TaskName, taskNamed } from './tasks';

export interface ScoreJob {
  readonly operator: TaskName;
  /** The photo or its middle; at least 128 x 128 pixels, 192 x 192 for convolutions. */
  readonly photo: RawPicture;
  /** For the JPEG tasks, the 128 x 128 crop decoded from its JPEG file. */
  readonly decoded?: RawPicture | undefined;
  /** The photo's own seed. */
  readonly seed: number;
  /** K, the number of samples; at least 4. */
  readonly samples: number;
}

/** The scores of one operator on one photo: PSNR in dB, CRPS in 8-bit levels, others in [-1, 1] units or ratios. */
export interface PhotoScores {
  readonly anchor: number;
  readonly one: number;
  readonly five: number;
  readonly eight: number;
  readonly mean4: number;
  readonly crps: number;
  readonly coverage: number;
  readonly fit: number;
  /** V and B of the calibration, for pooling over photos. */
  readonly variance: number;
  readonly error: number;
}

export interface ScoreContext {
  readonly network: Network;
  readonly fft: Fft2Factory;
  /** Called before each network call. If it rejects, the work rejects with its reason. */
  beforeCall(): Promise<void>;
}

const FEW_STEPS = 5;
const STEPS = 8;

/** Number of network calls per photo. */
export function callsPerPhoto(samples: number): number {
  return 1 + FEW_STEPS + STEPS * samples;
}

/**
 * Measures the crop of a photo, draws samples of its posterior and scores them (models/training/README.md, "Evaluation
 * protocol").
 */
export async function scorePhoto(job: ScoreJob, context: ScoreContext): Promise<PhotoScores> {
  const { margin, build, sampling } = taskNamed(job.operator);
  const crop = await readCrop(job.photo, margin);
  const { model, misfit } = build(job.seed, context.fft);
  const y = job.decoded ? await readCrop(job.decoded, margin) : measure(model, crop, job.seed);
  const observation = model.observe(y);
  const { width, height } = model.domain;
  const plan = planTiles(width, height, width);
  const sample = (k: number, steps: number) =>
    drawSample({
      observation,
      plan,
      network: context.network,
      beforeCall: () => context.beforeCall(),
      origin: { x: 0, y: 0 },
      seed: job.seed,
      sample: k,
      steps,
      ...sampling,
    });
  const one = await sample(0, 1);
  const five = await sample(0, FEW_STEPS);
  const samples: Float32Array[] = [];
  for (let k = 0; k < job.samples; k++) samples.push(await sample(k, STEPS));

  const truth = middleOf(crop, margin);
  const scored = samples.map((each) => middleOf(each, margin));
  const quality = (planes: Float32Array) => psnr(middleOf(planes, margin), truth);
  return {
    anchor: quality(anchorOf(observation)),
    one: quality(one),
    five: quality(five),
    eight: quality(samples[0]),
    mean4: psnr(meanOf(scored.slice(0, 4)), truth),
    crps: crps(scored, truth) * LEVELS,
    coverage: coverage(scored, truth),
    fit: samples.reduce((sum, each) => sum + misfit(each, y), 0) / samples.length,
    ...sampleSpread(scored, truth),
  };
}

/** Computes y = A x0 + sigma_y eta, neither clipped nor rounded. Masked pixels hold noise, which isn't used. */
function measure(model: ForwardModel, x0: Float32Array, seed: number): Float32Array {
  const y = new Float32Array(sizeOf(model.range));
  model.forward(x0, y);
  const noise = new Float32Array(y.length);
  const draw = { seed, stream: STREAM.measurementNoise, sample: 0 };
  fillNormal(noise, { x: 0, y: 0, ...model.range }, draw, model.sigmaY);
  for (let i = 0; i < y.length; i++) y[i] += noise[i];
  return y;
}

function anchorOf({ model, anchor }: Observation): Float32Array {
  const planes = new Float32Array(sizeOf(model.domain));
  anchor(planes);
  return planes;
}
