import { fastLength } from '../fourier/fast-length';

/**
 * One axis of a strip that is cut out of planes that wrap around: the gap between the photo's end and its beginning,
 * with the samples beside it. The strip wraps around too: a short bridge of invented samples joins its two ends.
 */
export interface StripAxis {
  /** Position in the planes of each of the strip's samples; -1 on the bridge. */
  readonly positions: Int32Array;
  /** Samples before the bridge. */
  readonly length: number;
}

/** Length of the shortest bridge, so that the two ends can meet. */
const BRIDGE = 32;

/** The gap around a photo at `offset` of `samples` samples on a circle of `length`, with `beside` samples on both sides. */
export function gapAxis(
  { length, offset, samples }: { readonly length: number; readonly offset: number; readonly samples: number },
  beside: number,
  multiple: number,
): StripAxis {
  const cut = length - samples + 2 * beside;
  const positions = new Int32Array(fastLength(cut + BRIDGE, multiple)).fill(-1);
  for (let i = 0; i < cut; i++) positions[i] = (offset + samples - beside + i) % length;
  return { positions, length: cut };
}

/** A whole axis, with no bridge. */
export function wholeAxis(length: number): StripAxis {
  return { positions: Int32Array.from({ length }, (_, i) => i), length };
}
