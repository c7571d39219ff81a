import type { EvaluationTools, Link } from '../model/operator';
import { convolution } from './convolution';
import type { PointSpreadFunction } from './point-spread';

/** A blur as a link of the chain of what happened to a photo. */
export function blurLink(psf: PointSpreadFunction): Link {
  return { factor: 1, psf, build: (options) => convolution({ ...options, psf }) };
}

/** The forward model of a blur's rows in the evaluation. */
export function evaluatedBlur({ shape, fft }: EvaluationTools, psf: PointSpreadFunction) {
  return { model: convolution({ shape, psf, sigmaY: 0.05, fft }) };
}
