import { GEOMETRY_LENGTH } from './forward-model';

/** Angles (degrees) and radii (cycles per pixel) at which the descriptor samples the spectrum of Sigma*. */
export const SPECTRUM_ANGLES: readonly number[] = [0, 45, 90, 135];
export const SPECTRUM_RADII: readonly number[] = [0, 0.04, 0.08, 0.14, 0.22, 0.32, 0.45];

/** Index of the first of the 28 spectrum entries, angle-major. */
export const SPECTRUM_OFFSET = 6;
/** Index of the flag that says the measurement is a JPEG. */
export const JPEG_FLAG = 34;

/** The anchor is the pivot of x = 0 at this noise level, the standard deviation of pictures. */
export const ANCHOR_SIGMA = 0.5;

/**
 * The first two entries of the contract's geometry, which every operator has: ln(sigma)/4 and ln(s_obs)/4,
 * s_obs = (1/sigma^2 + 1/sigmaY^2)^-1/2. All other entries are zero; the operator sets them.
 */
export function baseGeometry(sigma: number, sigmaY: number): Float32Array {
  const geometry = new Float32Array(GEOMETRY_LENGTH);
  geometry[0] = Math.log(sigma) / 4;
  geometry[1] = Math.log(observedStd(sigma, sigmaY)) / 4;
  return geometry;
}

/** Standard deviation of a directly measured direction: (1/sigma^2 + 1/noise^2)^-1/2. */
export function observedStd(sigma: number, noise: number): number {
  return (sigma * noise) / Math.hypot(sigma, noise);
}
