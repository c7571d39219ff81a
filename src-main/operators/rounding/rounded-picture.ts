import type { Point } from '../../contract/geometry';
import type { JpegTables } from '../../contract/jpeg-tables';
import type { Real, Shape } from '../model/forward-model';
import { JPEG_FLAG, observedStd, SPECTRUM_ANGLES, SPECTRUM_OFFSET, SPECTRUM_RADII } from '../model/geometry';
import { applyFilter, type BlockFilter } from './block-filter';
import { blockGrid, moveBlocks, type PartialStep } from './block-grid';
import { addDiagonal, roundingCovariance } from './covariance';
import { partialStep } from './hidden-pixels';
import { type JpegSpectrum, jpegSpectrum, roundingStd, roundingVariances } from './jpeg-spectrum';

export interface RoundedOptions {
  /** Three planes, or one plane: the luminance. */
  readonly shape: Shape;
  readonly tables: JpegTables;
  /** Position of the picture's first sample in the file's pixels; only its place in the 8x8 grid matters. */
  readonly gridOffset?: Point | undefined;
  /** Standard deviation of the picture's white noise before rounding; default 0. */
  readonly noise?: number | undefined;
  /** width * height entries, 1 where a pixel is measured; default everywhere. */
  readonly measured?: Uint8Array | undefined;
}

/**
 * A picture measured with the noise of a JPEG: y = m (x + n eta + rounding). The rounding has the covariance
 * D = C' M^-1 diag(q^2/12) M^-T C in 8x8 blocks. The rows and columns of pixels that the mask m hides are removed from
 * that covariance. This is right even for a scratch that was there when the file was saved: it affected its blocks'
 * coefficients, but for the pixels beside it that effect is part of their rounding.
 */
export interface RoundedPicture {
  /** Nominal noise: the rounding of the mean of luma plus the white noise. */
  readonly sigmaY: number;
  /** Standard deviations of the pivot's noise in whole blocks, root mean squares over the 64 indices. */
  std(sigma: number): { readonly luma: number; readonly chroma: number };
  /** The white noise level that would leave the same noise in luma at noise level `sigma`. */
  whiteStd(sigma: number): number;
  /** Sets the contract's 28 spectrum entries and its JPEG flag. */
  describe(sigma: number, geometry: Float32Array): void;
  /** out = x + s^2 ((s^2 + n^2) I + D)_mm^-1 (y - x) on measured pixels, x elsewhere. `out` may be `x`. */
  pivot(x: Real, y: Real, sigma: number, out: Real): void;
}

interface Spectrum extends Pick<JpegSpectrum, 'sigma' | 'lumaStd' | 'luma' | 'chroma'> {
  readonly filter: BlockFilter;
  readonly partial: PartialStep;
}

/** Throws RangeError for tables that aren't 64 positive steps, a mask of another size, or an offset between pixels. */
export function roundedPicture(options: RoundedOptions): RoundedPicture {
  const { shape, tables, noise = 0 } = options;
  const planes = shape.channels === 1 ? 1 : 3;
  const variances = roundingVariances(tables);
  const covariance = roundingCovariance(variances, planes);
  const grid = blockGrid(options);
  let last: Spectrum | undefined;
  const spectrum = (sigma: number): Spectrum => {
    if (last?.sigma === sigma) return last;
    const whole =
      planes === 3 ? jpegSpectrum(variances, sigma, noise) : luminanceSpectrum(variances, sigma, noise);
    const filter: BlockFilter = { planes, entries: whole.gains };
    const inverse = addDiagonal(covariance, sigma ** 2 + noise ** 2, 1 / sigma ** 2);
    last = { ...whole, filter, partial: partialStep(filter, inverse) };
    return last;
  };
  return {
    sigmaY: nominalStd(tables, noise),
    std: spectrum,
    whiteStd: (sigma) => 1 / Math.sqrt(1 / spectrum(sigma).luma ** 2 - 1 / sigma ** 2),
    describe: (sigma, geometry) => describeSpectrum(spectrum(sigma), geometry),
    pivot: (x, y, sigma, out) => {
      const { filter, partial } = spectrum(sigma);
      moveBlocks(grid, x, y, (block) => applyFilter(block, filter), partial, out);
    },
  };
}

/** The noise level in the contract's geometry: the rounding of the mean of luma plus the white noise. */
export function nominalStd(tables: JpegTables, noise: number): number {
  const rounding = roundingStd(tables.quantisation[0][0]);
  return noise === 0 ? rounding : Math.hypot(rounding, noise);
}

/** Like jpegSpectrum, for one plane that has the rounding of Y. */
function luminanceSpectrum(variances: Float64Array, sigma: number, noise: number): JpegSpectrum {
  const gains = new Float64Array(64);
  const lumaStd = new Float64Array(64);
  let sum = 0;
  for (let index = 0; index < 64; index++) {
    const variance = variances[3 * index] + noise ** 2;
    gains[index] = sigma ** 2 / (sigma ** 2 + variance);
    lumaStd[index] = observedStd(sigma, Math.sqrt(variance));
    sum += lumaStd[index] ** 2;
  }
  return { sigma, gains, lumaStd, luma: Math.sqrt(sum / 64), chroma: sigma };
}

/** The contract's 28 spectrum entries and its flag, from the luma's standard deviation at the nearest index. */
function describeSpectrum(spectrum: Spectrum, geometry: Float32Array): void {
  SPECTRUM_ANGLES.forEach((degrees, row) => {
    const angle = (degrees * Math.PI) / 180;
    SPECTRUM_RADII.forEach((radius, column) => {
      const v = Math.min(7, Math.round(16 * radius * Math.abs(Math.sin(angle))));
      const u = Math.min(7, Math.round(16 * radius * Math.abs(Math.cos(angle))));
      const entry = SPECTRUM_OFFSET + row * SPECTRUM_RADII.length + column;
      geometry[entry] = Math.log(spectrum.lumaStd[v * 8 + u] / spectrum.luma) / 4;
    });
  });
  geometry[JPEG_FLAG] = 1;
}
