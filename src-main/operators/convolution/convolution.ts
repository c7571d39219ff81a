import type { Fft2Factory, SpectrumEdit } from '../fourier/fft2';
import { divideBy, multiplyBy, multiplyByGains, powerOf, transferSpectrum } from '../fourier/spectrum';
import { inWorkspace, vectorEdits } from '../fourier/vector-edit';
import { ORDINARY, type Workspace } from '../kernels/workspace';
import {
  assertLength,
  type ForwardModel,
  type Observation,
  type Real,
  realLike,
  type Shape,
} from '../model/forward-model';
import { ANCHOR_SIGMA, baseGeometry, SPECTRUM_OFFSET } from '../model/geometry';
import type { NormalSolver } from '../model/linear-map';
import { assertNoise } from '../model/noise-level';
import { type Colouring, colourDescriptor, colourGrid, colourSpectrum } from './colouring';
import type { PointSpreadFunction } from './point-spread';
import { STD_GRID, spectrumFrequencies } from './spectrum-descriptor';
import { transferPowerGrid } from './transfer-grid';

export interface ConvolutionOptions {
  /** Extent of x and of y. The factory must take its width and height (see fourier/fast-length.ts). */
  readonly shape: Shape;
  readonly psf: PointSpreadFunction;
  /** Standard deviation of the measurement noise, above 0, in [-1, 1] units. */
  readonly sigmaY: number;
  /** How the noise is coloured; white by default. */
  readonly colouring?: Colouring | undefined;
  readonly fft: Fft2Factory;
  readonly workspace?: Workspace;
}

/** A convolution that can also colour noise like the measurement's. */
export interface ColouredModel extends ForwardModel, NormalSolver {
  /** Colours white noise of the range's extent, in place; its variance stays. */
  colour(noise: Real): void;
}

/**
 * Circular convolution of each plane with a point spread function: y = F^-1 K F x + n eta. From EPS (arXiv 2606.17048):
 * mu* = F^-1 (n^2 X + s^2 conj(K) Y) / (n^2 + s^2 |K|^2), and Sigma* has the variance
 * s^2 n^2 / (n^2 + s^2 |K|^2) at each frequency. Photos aren't circular: see extend-for-convolution.ts.
 *
 * Coloured noise of variance n^2 c(f) is white once both sides are divided by sqrt(c): the same with |K|^2 / c in place of |K|^2 and
 * conj(K) Y / c in place of conj(K) Y.
 */
export function convolution(options: ConvolutionOptions): ColouredModel {
  const { shape, psf, sigmaY, colouring, workspace = ORDINARY } = options;
  assertNoise(sigmaY, shape);
  const fft = options.fft(shape.width, shape.height);
  const planeLength = shape.width * shape.height;
  const transfer = transferSpectrum(fft, psf);
  const power = realLike(transfer, transfer.length / 2);
  powerOf(transfer, fft.simdSize, power);
  const scale = 1 / planeLength;
  const colour = colouring && colourSpectrum(fft, colouring);
  const seenPower = colour ? power.map((value, i) => value / colour[i]) : power;
  const blur = multiplyBy(transfer, fft.simdSize, false, scale);
  const correlate = multiplyBy(transfer, fft.simdSize, true, scale);
  const gridColour = colouring && colourGrid(colouring, STD_GRID, STD_GRID);
  const gridPower = transferPowerGrid(psf, STD_GRID, STD_GRID).map((k2, i) => k2 / (gridColour?.[i] ?? 1));
  const pointColour = colouring && colourDescriptor(colouring);
  const descriptorPower = spectrumFrequencies(psf).map(({ power: k2 }, i) => k2 / (pointColour?.[i] ?? 1));

  const eachPlane = (from: Real, to: Real, edit: SpectrumEdit): void => {
    assertLength(from, shape, 'the input');
    assertLength(to, shape, 'the output');
    for (let start = 0; start < from.length; start += planeLength) {
      const end = start + planeLength;
      fft.filter(from.subarray(start, end), edit, to.subarray(start, end));
    }
  };
  const variance = (sigma: number, k2: number): number =>
    (sigma * sigmaY) ** 2 / (sigmaY ** 2 + sigma ** 2 * k2);
  const rootMeanSquareStd = (sigma: number): number => {
    let sum = 0;
    for (const k2 of gridPower) sum += variance(sigma, k2);
    return Math.sqrt(sum / gridPower.length);
  };

  const model: ColouredModel = {
    name: 'deblur',
    domain: shape,
    range: shape,
    sigmaY,
    whiteNoise: colour === undefined,
    forward: (x, out) => eachPlane(x, out, blur),
    adjoint: (y, out) => eachPlane(y, out, correlate),
    std(sigma) {
      const std = rootMeanSquareStd(sigma);
      return { luma: std, chroma: std };
    },
    geometry(sigma) {
      const geometry = baseGeometry(sigma, sigmaY);
      const std = rootMeanSquareStd(sigma);
      for (const [i, k2] of descriptorPower.entries()) {
        geometry[SPECTRUM_OFFSET + i] = (Math.log(variance(sigma, k2)) / 2 - Math.log(std)) / 4;
      }
      return geometry;
    },
    observe: (y) => observe(y),
    colour: (noise) => {
      if (colour)
        eachPlane(
          noise,
          noise,
          multiplyByGains(
            colour.map((value) => scale * Math.sqrt(value)),
            fft.simdSize,
          ),
        );
    },
    solveNormal: (v, ratio, out) => eachPlane(v, out, divideBy(power, fft.simdSize, ratio, scale)),
  };

  function observe(y: Real): Observation {
    assertLength(y, shape, 'the measurement');
    const conjugate = multiplyBy(transfer, fft.simdSize, true, 1);
    const whiten =
      colour &&
      multiplyByGains(
        colour.map((value) => 1 / value),
        fft.simdSize,
      );
    // conj(K) Y, plane by plane: the only part of the pivot that depends on y.
    const seen = Array.from({ length: shape.channels }, (_, plane) => {
      const spectrum = fft.createSpectrum(workspace);
      fft.forward(y.subarray(plane * planeLength, (plane + 1) * planeLength), spectrum);
      conjugate(spectrum, 0, 0, spectrum.length);
      whiten?.(spectrum, 0, 0, spectrum.length);
      return spectrum;
    });
    const zero = realLike(transfer, planeLength);
    const vectorEdit = vectorEdits(fft, workspace);
    const besidePower = inWorkspace(workspace, seenPower);
    const pivot = (x: Real | null, sigma: number, out: Real): void => {
      assertLength(out, shape, 'the pivot');
      if (x !== null) assertLength(x, shape, 'x');
      for (const [plane, spectrum] of seen.entries()) {
        const start = plane * planeLength;
        const [n2, s2] = [sigmaY ** 2, sigma ** 2];
        const edit =
          vectorEdit([spectrum, besidePower], (kernels, values, first) => {
            kernels.wiener(values, first, spectrum, besidePower, n2, s2, scale);
          }) ?? wiener(spectrum, seenPower, fft.simdSize, n2, s2, scale);
        const from = x === null ? zero : x.subarray(start, start + planeLength);
        fft.filter(from, edit, out.subarray(start, start + planeLength));
      }
    };
    return { model, y, pivot, anchor: (out) => pivot(null, ANCHOR_SIGMA, out) };
  }

  return model;
}

/** The edit values = scale * (n2 values + s2 seen) / (n2 + s2 power). */
function wiener(
  seen: Real,
  power: Real,
  simdSize: number,
  n2: number,
  s2: number,
  scale: number,
): SpectrumEdit {
  return (values, offset, start, length) => {
    let next = start / 2;
    for (let block = 0; block < length; block += 2 * simdSize) {
      let k = start + block;
      const end = offset + block + simdSize;
      for (let i = offset + block; i < end; i++, k++) {
        const gain = scale / (n2 + s2 * power[next++]);
        values[i] = (n2 * values[i] + s2 * seen[k]) * gain;
        values[i + simdSize] = (n2 * values[i + simdSize] + s2 * seen[k + simdSize]) * gain;
      }
    }
  };
}
