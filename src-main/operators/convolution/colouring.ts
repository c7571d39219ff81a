import type { Fft2 } from '../fourier/fft2';
import { powerOf, transferSpectrum } from '../fourier/spectrum';
import { type Real, realLike } from '../model/forward-model';
import type { PointSpreadFunction } from './point-spread';
import { spectrumFrequencies } from './spectrum-descriptor';
import { transferPowerGrid } from './transfer-grid';

/**
 * How noise is coloured: a share of its variance has the spectrum of white noise convolved by a point spread function, the rest
 * is white. n^2(f) = n^2 c(f), c(f) = share |G(f)|^2 / sum of g^2 + 1 - share, of mean 1 (models/training/operators/coloured_noise.py).
 */
export interface Colouring {
  readonly grain: PointSpreadFunction;
  /** From 0 to below 1; at 1 the noise would hide nothing of the finest detail. */
  readonly share: number;
}

/** c(f) at every frequency of a transform: one number for each complex number of its spectrum. */
export function colourSpectrum(fft: Fft2, colouring: Colouring): Real {
  const transfer = transferSpectrum(fft, colouring.grain);
  const power = realLike(transfer, transfer.length / 2);
  powerOf(transfer, fft.simdSize, power);
  const relative = relativePower(colouring);
  for (let i = 0; i < power.length; i++) power[i] = relative(power[i]);
  return power;
}

/** c(f) on the grid of transferPowerGrid. */
export function colourGrid(colouring: Colouring, width: number, height: number): Float64Array {
  return transferPowerGrid(colouring.grain, width, height).map(relativePower(colouring));
}

/** c(f) at the 28 frequencies of the contract's geometry. */
export function colourDescriptor(colouring: Colouring): number[] {
  const relative = relativePower(colouring);
  return spectrumFrequencies(colouring.grain).map(({ power }) => relative(power));
}

/** c as a function of |G|^2. */
function relativePower({ grain, share }: Colouring): (power: number) => number {
  if (!(share >= 0 && share < 1))
    throw new RangeError(`a coloured share of ${share}; 0 to less than 1 is possible`);
  const norm = grain.data.reduce((sum, value) => sum + value * value, 0);
  return (power) => (share * power) / norm + 1 - share;
}
