import type { PointSpreadFunction } from '../convolution/point-spread';
import type { Fft2, Fft2Factory, SpectrumEdit } from '../fourier/fft2';
import { multiplyByGains, transferSpectrum } from '../fourier/spectrum';
import { type Real, realLike, sizeOf } from '../model/forward-model';
import type { LinearMap } from '../model/linear-map';
import { cosine8 } from './dct';
import { RGB_TO_YCBCR } from './jpeg-spectrum';
import type { RoundedOptions } from './rounded-picture';

/** out = an approximation of (A A' + N / sigma^2)^-1 v. */
export type Preconditioner = (v: Real, sigma: number, out: Real) => void;

/**
 * A stationary approximation of (A A' + N / s^2)^-1 for a blur A and a JPEG's noise N: the covariance of the rounding is
 * averaged over the positions of a pixel in its block, and luma and chroma of A A' are assumed to be independent. Then
 * both are diagonal in the Fourier transform of Y, Cb and Cr. Masked pixels are zeroed before and after.
 *
 * @param variances N, from roundingVariances
 * @param map A without the mask; its range has exactly the options' shape
 */
export function stationaryPreconditioner(
  options: RoundedOptions,
  variances: Float64Array,
  map: LinearMap,
  fft: Fft2Factory,
): Preconditioner {
  const { shape, measured, noise = 0 } = options;
  const transform = fft(shape.width, shape.height);
  const pixels = shape.width * shape.height;
  const blur = realParts(transform, impulseOf(map, transform, 0));
  const components = shape.channels === 1 ? [0] : [0, 1, 2];
  const rounding = components.map((component) =>
    realParts(
      transform,
      transferSpectrum(
        transform,
        blockMean((i) => variances[3 * i + component]),
      ),
    ),
  );
  /** (M M')_cc; 1 for the luminance. */
  const shares = components.map((c) =>
    shape.channels === 1 ? 1 : RGB_TO_YCBCR[c].reduce((sum, value) => sum + value ** 2, 0),
  );
  let known: { readonly sigma: number; readonly edits: readonly SpectrumEdit[] } | undefined;
  const editsAt = (sigma: number): readonly SpectrumEdit[] => {
    if (known?.sigma === sigma) return known.edits;
    const edits = components.map((component) => {
      const gains = rounding[component].map((variance, i) => {
        const power = shares[component] * (Math.max(0, blur[i]) + (noise / sigma) ** 2);
        return 1 / (power + variance / sigma ** 2) / pixels;
      });
      return multiplyByGains(gains, transform.simdSize);
    });
    known = { sigma, edits };
    return edits;
  };
  let room: Real | undefined;
  return (v, sigma, out) => {
    room ??= realLike(v, sizeOf(shape));
    const planes = room;
    for (let i = 0; i < v.length; i++) planes[i] = measured ? v[i] * measured[i % pixels] : v[i];
    if (components.length === 3) mix(planes, RGB_TO_YCBCR, false);
    editsAt(sigma).forEach((edit, component) => {
      const plane = planes.subarray(component * pixels, (component + 1) * pixels);
      transform.filter(plane, edit, plane);
    });
    if (components.length === 3) mix(planes, RGB_TO_YCBCR, true);
    for (let i = 0; i < out.length; i++) out[i] = measured ? planes[i] * measured[i % pixels] : planes[i];
  };
}

/** The spectrum of A A' on one plane, from its impulse response. */
export function impulseOf(map: LinearMap, transform: Fft2, plane: number): Real {
  const pixels = transform.width * transform.height;
  const spectrum = transform.createSpectrum();
  const impulse = realLike(spectrum, sizeOf(map.range));
  const picture = realLike(spectrum, sizeOf(map.domain));
  impulse[plane * pixels] = 1;
  map.adjoint(impulse, picture);
  map.forward(picture, impulse);
  transform.forward(impulse.subarray(plane * pixels, (plane + 1) * pixels), spectrum);
  return spectrum;
}

/**
 * A filter of blocks averaged over the positions of a pixel in its block, at each distance up to 7 pixels; `entryAt` is its
 * entry at an index of the cosine transform.
 */
export function blockMean(entryAt: (index: number) => number): PointSpreadFunction {
  const data = new Float64Array(15 * 15);
  for (let index = 0; index < 64; index++) {
    const entry = entryAt(index) / 64;
    for (let dy = -7; dy <= 7; dy++) {
      for (let dx = -7; dx <= 7; dx++) {
        data[(dy + 7) * 15 + dx + 7] += entry * overlap(index >> 3, dy) * overlap(index & 7, dx);
      }
    }
  }
  return { width: 15, height: 15, data };
}

/** Sum of c(i) c(i + distance) over the 8-point cosine of a frequency. */
function overlap(frequency: number, distance: number): number {
  let sum = 0;
  for (let i = Math.max(0, -distance); i < Math.min(8, 8 - distance); i++) {
    sum += cosine8(frequency, i) * cosine8(frequency, i + distance);
  }
  return sum;
}

/** The real parts of a spectrum without imaginary parts, one for each complex number. */
export function realParts({ simdSize }: Fft2, spectrum: Real): Float64Array {
  const out = new Float64Array(spectrum.length / 2);
  for (let block = 0, next = 0; block < spectrum.length; block += 2 * simdSize) {
    for (let i = block; i < block + simdSize; i++) out[next++] = spectrum[i];
  }
  return out;
}

/** Three planes times a 3x3 matrix (or its transpose), in place. */
function mix(planes: Real, matrix: typeof RGB_TO_YCBCR, transposed: boolean): void {
  const pixels = planes.length / 3;
  const [a, b, c] = transposed ? [0, 1, 2].map((j) => matrix.map((row) => row[j])) : matrix;
  for (let i = 0, j = pixels, k = 2 * pixels; i < pixels; i++, j++, k++) {
    const [x, y, z] = [planes[i], planes[j], planes[k]];
    planes[i] = a[0] * x + a[1] * y + a[2] * z;
    planes[j] = b[0] * x + b[1] * y + b[2] * z;
    planes[k] = c[0] * x + c[1] * y + c[2] * z;
  }
}
