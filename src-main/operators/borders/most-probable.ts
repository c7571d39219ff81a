import type { Extent, Interval } from '../../contract/geometry';
import { ConjugateGradients } from '../composite/conjugate-gradients';
import type { PointSpreadFunction } from '../convolution/point-spread';
import type { Fft2, Fft2Factory, SpectrumEdit } from '../fourier/fft2';
import { multiplyByGains, powerOf, transferSpectrum } from '../fourier/spectrum';
import { inWorkspace, vectorEdits } from '../fourier/vector-edit';
import { ORDINARY, type Workspace } from '../kernels/workspace';
import { type Real, realLike } from '../model/forward-model';

export interface BlurPrior {
  readonly psf: PointSpreadFunction;
  readonly sigmaY: number;
  readonly fft: Fft2Factory;
  readonly workspace?: Workspace;
}

/** Eight iterations improve the border of a photo with motion blur of 11 to 20 pixels by 2 dB, twelve by 2.4 dB. */
const ITERATIONS = 8;
/** Wavelength in pixels above which the preconditioner assumes that the surroundings determine the unknown samples. */
const LOCAL_RANGE = 24;
/** Power spectrum of photographs, 0.12 / |gradient|^2 in [-1, 1] units: a variance near 0.1. */
const PRIOR_POWER = 0.12;

/**
 * Replaces the `unknown` samples of a plane that wraps around, by their most probable values given the others. The plane
 * is assumed to be Gaussian with the covariance C = |K|^2 P + n^2 of a blurred photograph of 1/f^2 power P, so the
 * values minimise y' C^-1 y. They are found by conjugate gradients (after Reeves 2005, who lets a margin absorb the
 * boundary). In place; the previous values are the start of the search.
 */
export function completePlane(
  plane: Real,
  { width, height }: Extent,
  unknown: readonly Interval[],
  { psf, sigmaY, fft: makeFft, workspace = ORDINARY }: BlurPrior,
): void {
  const fft = makeFft(width, height);
  const size = width * height;
  const count = unknown.reduce((sum, { start, end }) => sum + end - start, 0);
  const curvature = laplacianMagnitude(fft);
  const blur = transferPower(fft, psf);
  const vectorEdit = vectorEdits(fft, workspace);
  /** The filter whose gain at a frequency comes from the covariance there. */
  const filterBy = (floor: number, gainOf: (covariance: number) => number): SpectrumEdit => {
    const values = realLike(blur, blur.length);
    for (let i = 0; i < values.length; i++) {
      values[i] = (PRIOR_POWER * blur[i]) / (curvature[i] + floor) + sigmaY ** 2;
      values[i] = gainOf(values[i]);
    }
    const gains = inWorkspace(workspace, values);
    const edit = vectorEdit([gains], (kernels, run, start) => kernels.multiplyByGains(run, start, gains));
    return edit ?? multiplyByGains(gains, fft.simdSize);
  };
  const wholeRange = (2 * Math.PI) / Math.max(width, height);
  const whiten = filterBy(wholeRange ** 2, (c) => 1 / (c * size));
  const local = filterBy(((2 * Math.PI) / LOCAL_RANGE) ** 2, (c) => c / size);
  const scratch = realLike(plane, size, workspace);
  const answer = realLike(plane, size, workspace);
  const onUnknown = (edit: SpectrumEdit) => (v: Real, out: Real) => {
    scatter(v, unknown, scratch);
    fft.filter(scratch, edit, answer);
    gather(answer, unknown, out);
  };
  const target = realLike(plane, count, workspace);
  const change = realLike(plane, count, workspace);
  fft.filter(plane, whiten, answer);
  gather(answer, unknown, target);
  for (let i = 0; i < count; i++) target[i] = -target[i];
  const solver = new ConjugateGradients(onUnknown(whiten), plane, count, { maxIterations: ITERATIONS });
  solver.solve(target, change, { precondition: onUnknown(local) });
  let position = 0;
  for (const { start, end } of unknown) {
    for (let i = start; i < end; i++) plane[i] += change[position++];
  }
}

function gather(plane: Real, places: readonly Interval[], out: Real): void {
  let position = 0;
  for (const { start, end } of places) {
    out.set(plane.subarray(start, end), position);
    position += end - start;
  }
}

function scatter(values: Real, places: readonly Interval[], plane: Real): void {
  let position = 0;
  for (const { start, end } of places) {
    plane.set(values.subarray(position, position + end - start), start);
    position += end - start;
  }
}

function transferPower(fft: Fft2, psf: PointSpreadFunction): Real {
  const transfer = transferSpectrum(fft, psf);
  const power = realLike(transfer, transfer.length / 2);
  powerOf(transfer, fft.simdSize, power);
  return power;
}

/** |gradient|^2 at each frequency: the magnitude of the five-point Laplacian's transfer function. */
function laplacianMagnitude(fft: Fft2): Real {
  const power = transferPower(fft, {
    width: 3,
    height: 3,
    data: Float64Array.of(0, 1, 0, 1, -4, 1, 0, 1, 0),
  });
  for (let i = 0; i < power.length; i++) power[i] = Math.sqrt(power[i]);
  return power;
}
