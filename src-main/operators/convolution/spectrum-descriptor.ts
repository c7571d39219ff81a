import { SPECTRUM_ANGLES, SPECTRUM_RADII } from '../model/geometry';
import { type PointSpreadFunction, transferFunction } from './point-spread';

/** Side of the grid of frequencies for averages, independent of the region's size. */
export const STD_GRID = 128;

/** A frequency in cycles per pixel (x right, y down) and the kernel's |K|^2 there. */
export interface SampledFrequency {
  readonly fx: number;
  readonly fy: number;
  readonly power: number;
}

/** The 28 frequencies of the contract's geometry, angle-major. */
export function spectrumFrequencies(psf: PointSpreadFunction): SampledFrequency[] {
  return SPECTRUM_ANGLES.flatMap((angle) =>
    SPECTRUM_RADII.map((radius) => {
      const fx = radius * Math.cos((angle * Math.PI) / 180);
      const fy = radius * Math.sin((angle * Math.PI) / 180);
      const { re, im } = transferFunction(psf, fx, fy);
      return { fx, fy, power: re * re + im * im };
    }),
  );
}
