import { convolution } from '../../src-main/operators/convolution/convolution';
import {
  gaussianPsf,
  kernelPsf,
  motionPsf,
  type PointSpreadFunction,
} from '../../src-main/operators/convolution/point-spread';
import type { Fft2Factory } from '../../src-main/operators/fourier/fft2';
import { type ForwardModel, sizeOf } from '../../src-main/operators/model/forward-model';
import { blurDecimate } from './blur-decimate';
import { type Case, matrixOf } from './case';
import { diagonal, inverse, multiply, transpose } from './dense';

/** A model as a case of the dense solves, with white noise. */
export function whiteCase(name: string, model: ForwardModel): Case {
  const precision = new Float64Array(sizeOf(model.range)).fill(1 / model.sigmaY ** 2);
  return { name, model, noisePrecision: diagonal(precision) };
}

/** No symmetry at all, so that a transposed or mirrored kernel can't pass. */
export const crooked = kernelPsf(3, 5, [1, 0, 0, 4, 2, 0, 0, 1, 3, 0, 0, 2, 0.5, 0, 0]);

/** A convolution under coloured noise, whose covariance is circulant: N^-1 by a dense inverse. */
function colouredCase(name: string, psf: PointSpreadFunction, fft: Fft2Factory): Case {
  const shape = { width: 6, height: 5, channels: 1 };
  const [sigmaY, share] = [0.2, 0.9];
  const model = convolution({ shape, psf, sigmaY, colouring: { grain: crooked, share }, fft });
  const pixels = sizeOf(shape);
  // The grain's own matrix, from a convolution that is held to a dense solve without colour.
  const matrix = matrixOf(convolution({ shape, psf: crooked, sigmaY, fft }));
  const covariance = multiply(matrix, transpose(matrix, pixels, pixels), pixels);
  const norm = crooked.data.reduce((sum, value) => sum + value * value, 0);
  for (let i = 0; i < covariance.length; i++) covariance[i] *= (sigmaY ** 2 * share) / norm;
  for (let i = 0; i < pixels; i++) covariance[i * pixels + i] += sigmaY ** 2 * (1 - share);
  return { name, model, noisePrecision: inverse(covariance, pixels) };
}

/** Blurs of tiny pictures, on a transform that takes any size (the reference does). */
export function blurCases(fft: Fft2Factory): Case[] {
  const plane = { width: 12, height: 10, channels: 1 };
  return [
    whiteCase('Gaussian blur', convolution({ shape: plane, psf: gaussianPsf(0.9), sigmaY: 0.05, fft })),
    whiteCase('motion blur', convolution({ shape: plane, psf: motionPsf(5, 35), sigmaY: 0.02, fft })),
    whiteCase(
      'a kernel wider than the picture, in three planes',
      convolution({
        shape: { width: 8, height: 4, channels: 3 },
        psf: gaussianPsf(1.3),
        sigmaY: 0.1,
        fft,
      }),
    ),
    colouredCase('grain', kernelPsf(1, 1, [1]), fft),
    colouredCase('motion blur under grain', motionPsf(3, 35), fft),
    whiteCase('a crooked kernel', convolution({ shape: plane, psf: crooked, sigmaY: 0.05, fft })),
    whiteCase(
      'blur and decimation by 2',
      blurDecimate({
        shape: { width: 12, height: 8, channels: 3 },
        psf: crooked,
        factor: 2,
        sigmaY: 0.05,
        fft,
      }),
    ),
    whiteCase(
      'blur and decimation by 3',
      blurDecimate({
        shape: { width: 9, height: 6, channels: 3 },
        psf: gaussianPsf(1),
        factor: 3,
        sigmaY: 0.02,
        fft,
      }),
    ),
  ];
}
