import type { Colouring } from '../convolution/colouring';
import { type ColouredModel, convolution } from '../convolution/convolution';
import { gaussianPsf, kernelPsf } from '../convolution/point-spread';
import type { Fft2Factory } from '../fourier/fft2';
import type { Workspace } from '../kernels/workspace';
import type { Shape } from '../model/forward-model';

/** Part of the variance of a grainy photo's noise that is grain; the rest is the scanner's and the file's, which is white. */
const GRAIN_SHARE = 0.99;

/** The colouring of grain: white noise convolved by a Gaussian of std `correlation` pixels, over 0. */
export function grainColouring(correlation: number): Colouring {
  return { grain: gaussianPsf(correlation), share: GRAIN_SHARE };
}

export interface GrainOptions {
  /** Three planes; the factory must take its width and height. */
  readonly shape: Shape;
  /** Standard deviation of a pixel's noise, in [-1, 1] units. */
  readonly sigmaY: number;
  readonly colouring: Colouring;
  readonly fft: Fft2Factory;
  readonly workspace?: Workspace;
}

/**
 * Denoising of coloured noise: y = x + eta of power spectrum n^2(f), on a circle. mu* = F^-1 (n^2(f) X + s^2 Y) /
 * (n^2(f) + s^2): a convolution with a single point under coloured noise.
 */
export function grain(options: GrainOptions): ColouredModel {
  return { ...convolution({ ...options, psf: kernelPsf(1, 1, [1]) }), name: 'denoise' };
}
