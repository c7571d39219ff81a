import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Fft2Factory } from '../operators/fourier/fft2';
import type { NoiseOfPlane } from './blur';
import { everyNth, meanSpectrum } from './mean-spectrum';
import type { Plane } from './plane';
import { type LogGain, SpectrumFit } from './spectrum-fit';

/** Frequencies, in cycles per pixel, at which spectra are compared. */
const RANGE = { least: 0.03, most: 0.45 } as const;
/** The compared Gaussians, as standard deviations in pixels, and the factors by which the best is refined. */
const DEVIATIONS = [0.3, 0.5, 0.7, 0.9, 1.1, 1.3, 1.6, 2, 2.5, 3.1, 3.9, 5, 6.5, 9, 12];
const NEAR_DEVIATIONS = [0.88, 0.94, 1, 1.06, 1.12];
/** The compared motions, in pixels and degrees. */
const LENGTHS = [3, 3.7, 4.5, 5.5, 6.5, 7.7, 9, 10.5, 12, 14, 16, 18.5, 21];
const ANGLES = Array.from({ length: 20 }, (_, i) => 9 * i - 81);
/** Relative changes of the length, and changes of the angle, by which the best motion is refined. */
const REFINEMENTS = [
  { part: 0.08, turn: 4 },
  { part: 0.05, turn: 2.5 },
  { part: 0.025, turn: 1.2 },
];
/** Lengths that are offered. The search goes beyond both, so that one at its end is not mistaken for one inside. */
const OFFERED = { least: 3.2, most: 20.5 } as const;
/** Standard deviation in pixels of the lens's own blur in a streaked photo. */
const LENS = 0.6;
/** The spectrum of a motion has zeros; in a photo they are partly filled. */
const DEEPEST = 1e-4;
/** Ratio of the motion's misfit to the Gaussian's below which a blur isn't a Gaussian, and below which it is motion. */
const MOST_RATIO = { notGaussian: 0.9, motion: 0.8 } as const;

/** Straight motion in the terms of the operator deblur-motion. */
export interface Streak {
  /** In pixels. */
  readonly length: number;
  /** Degrees from the horizontal, positive clockwise, above -90 to 90. */
  readonly angle: number;
}

/** Number of choices that are compared between two turns, in which the process handles other requests. */
const AT_A_STRETCH = 20;

/** The best motion, and the ratio of its misfit to that of the best Gaussian. */
interface Comparison {
  readonly streak: Streak;
  readonly ratio: number;
}

/** What a photo's blur is: a Gaussian, a motion, or something unknown. */
export interface BlurKind {
  readonly isGaussian: boolean;
  /** The motion; null if it is none, or if its length is outside the searched range. */
  readonly streak: Streak | null;
}

/**
 * Whether a photo's blur is a Gaussian (which may be as narrow as a sharp photo's) or straight motion, from its spectrum:
 * motion leaves stripes across it (M. Cannon, "Blind deconvolution of spatially invariant image blurs with phase", 1976),
 * and a Gaussian is the same in all directions. Gradients alone don't show it: a short motion leaves those across it
 * sharp. `noise` is the noise of these planes. docs/figures.md says how often it is right. Rejects with the signal's reason
 * when aborted.
 */
export async function findStreak(
  areas: readonly Plane[],
  noise: NoiseOfPlane,
  fft: Fft2Factory,
  signal?: AbortSignal,
): Promise<BlurKind> {
  return kindOf(await compareStreak(areas, noise, fft, signal));
}

/** The kind of blur that a comparison shows; a Gaussian without one. */
export function kindOf(compared: Comparison | null): BlurKind {
  if (!compared) return { isGaussian: true, streak: null };
  const { ratio, streak } = compared;
  const isMotion =
    ratio < MOST_RATIO.motion && streak.length >= OFFERED.least && streak.length <= OFFERED.most;
  return { isGaussian: ratio >= MOST_RATIO.notGaussian, streak: isMotion ? streak : null };
}

/** The best motion beside the best Gaussian; null if the areas are too small. Rejects with the signal's reason when aborted. */
export async function compareStreak(
  areas: readonly Plane[],
  noise: NoiseOfPlane,
  fft: Fft2Factory,
  signal?: AbortSignal,
): Promise<Comparison | null> {
  const spectrum = meanSpectrum(areas, fft, RANGE);
  if (!spectrum) return null;
  const [rough, half, whole] = [4, 2, 1].map((n) => new SpectrumFit(everyNth(spectrum, n), noise));
  const deviation = await least(DEVIATIONS, (std) => half.misfit(gaussian(std), 3), signal);
  const soft = Math.min(...NEAR_DEVIATIONS.map((factor) => whole.misfit(gaussian(factor * deviation), 4)));
  let streak = await least(
    LENGTHS.flatMap((length) => ANGLES.map((angle) => ({ length, angle }))),
    (one) => rough.misfit(motion(one), 2),
    signal,
  );
  for (const step of REFINEMENTS)
    streak = await least(around(streak, step), (one) => half.misfit(motion(one), 3), signal);
  return {
    ratio: whole.misfit(motion(streak), 4) / soft,
    streak: { length: streak.length, angle: withoutDirection(streak.angle) },
  };
}

/** The choice of the least value. Rejects with the signal's reason when aborted. */
async function least<T>(
  choices: readonly T[],
  value: (choice: T) => number,
  signal: AbortSignal | undefined,
): Promise<T> {
  const values: number[] = [];
  for (const [i, choice] of choices.entries()) {
    if (i % AT_A_STRETCH === 0) {
      await nextTurn();
      signal?.throwIfAborted();
    }
    values.push(value(choice));
  }
  return choices[values.indexOf(Math.min(...values))];
}

function around({ length, angle }: Streak, { part, turn }: (typeof REFINEMENTS)[number]): Streak[] {
  return [-1, 0, 1].flatMap((a) =>
    [-1, 0, 1].map((b) => ({ length: length * (1 + a * part), angle: angle + b * turn })),
  );
}

function gaussian(std: number): LogGain {
  const factor = (2 * Math.PI * std) ** 2;
  return (across, down) => -factor * (across ** 2 + down ** 2);
}

/** The operator's line: its first and its last point are `length` - 1 pixels apart. */
function motion({ length, angle }: Streak): LogGain {
  const radians = (angle * Math.PI) / 180;
  const x = Math.PI * (length - 1) * Math.cos(radians);
  const y = Math.PI * (length - 1) * Math.sin(radians);
  const lens = gaussian(LENS);
  return (across, down) => {
    const phase = across * x + down * y;
    const sinc = Math.abs(phase) < 1e-6 ? 1 : Math.sin(phase) / phase;
    return lens(across, down) + Math.log(sinc ** 2 + DEEPEST);
  };
}

/** The same line's angle above -90 and up to 90. */
function withoutDirection(angle: number): number {
  const turned = ((angle % 180) + 180) % 180;
  return turned > 90 ? turned - 180 : turned;
}
