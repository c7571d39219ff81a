import type { MessageKey } from '../../messages/keys';

/** A noise level in 8-bit levels as a word. */
export function noiseWord(levels: number): MessageKey {
  if (levels < 5) return 'noise.faint';
  if (levels < 12) return 'noise.visible';
  if (levels < 25) return 'noise.strong';
  return 'noise.veryStrong';
}

/** The correlation of noise in pixels, as a word. */
export function grainWord(pixels: number): MessageKey {
  if (pixels === 0) return 'grain.none';
  if (pixels < 0.9) return 'grain.fine';
  if (pixels < 1.6) return 'grain.clear';
  return 'grain.coarse';
}
