import { specOf } from '../../src-main/contract/operators';
import type { OperatorName } from '../../src-main/contract/recipe';
import type { MessageKey } from '../messages/keys';
import type { Repairs } from './schema';

/** A noise level in 8-bit levels as a word. */
export function noiseWord(levels: number): MessageKey {
  if (levels < 5) return 'noise.faint';
  if (levels < 12) return 'noise.visible';
  if (levels < 25) return 'noise.strong';
  return 'noise.veryStrong';
}

/** How many pixels agree in the noise, as a word. */
export function grainWord(pixels: number): MessageKey {
  if (pixels === 0) return 'grain.none';
  if (pixels < 0.9) return 'grain.fine';
  if (pixels < 1.6) return 'grain.clear';
  return 'grain.coarse';
}

/** A blur's standard deviation in pixels as a word. */
export function blurWord(deviation: number): MessageKey {
  if (deviation < 1) return 'blur.slight';
  if (deviation < 2.5) return 'blur.clear';
  return 'blur.heavy';
}

/** An operator by the name of its repair. */
export function operatorWord(name: OperatorName): MessageKey {
  return `repair.${specOf(name).repair.name}`;
}

/** The recipe's next candidate: other numbers from the same photo and repairs. */
export function nextSeed(repairs: Repairs, used: readonly number[]): number {
  return Math.max(repairs.advanced.seed, ...used) + 1;
}
