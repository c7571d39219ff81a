import type { Real, Shape } from './forward-model';

/** Standard deviation of the measurement noise in [-1, 1] units: one for all, or one per pixel (all planes alike). */
export type NoiseLevel = number | Real;

/** Throws a RangeError unless `shape` is three planes of at least one pixel. */
export function assertColour(shape: Shape): void {
  const whole = Number.isInteger(shape.width) && Number.isInteger(shape.height);
  if (shape.channels !== 3 || !whole || shape.width < 1 || shape.height < 1) {
    throw new RangeError(
      `an operator's domain is three planes, not ${shape.width}x${shape.height}x${shape.channels}`,
    );
  }
}

/** Throws a RangeError unless every noise level is positive and finite and a map has one entry per pixel. */
export function assertNoise(noise: NoiseLevel, shape: Shape): void {
  if (typeof noise === 'number') {
    if (!(noise > 0 && noise < Infinity)) throw new RangeError(`noise level ${noise} is not positive`);
    return;
  }
  if (noise.length !== shape.width * shape.height) {
    throw new RangeError(`${noise.length} noise levels for ${shape.width}x${shape.height} pixels`);
  }
  if (!noise.every((level) => level > 0 && level < Infinity)) {
    throw new RangeError('a noise level of the map is not positive');
  }
}

/** Throws a RangeError unless the mask has one entry per pixel, 0 or 1, because entries are used as factors. */
export function assertMask(measured: Uint8Array, shape: Shape): void {
  if (measured.length !== shape.width * shape.height) {
    throw new RangeError(`${measured.length} mask entries for ${shape.width}x${shape.height} pixels`);
  }
  if (!measured.every((entry) => entry <= 1)) throw new RangeError('a mask entry is neither 0 nor 1');
}

/**
 * The number that represents a noise level in the contract's geometry: the level itself, or the root mean square of a
 * map over the measured pixels (over all pixels if there is no mask or nothing is measured).
 */
export function nominalNoise(noise: NoiseLevel, measured?: Uint8Array): number {
  if (typeof noise === 'number') return noise;
  let sum = 0;
  let count = 0;
  for (let i = 0; i < noise.length; i++) {
    if (measured && !measured[i]) continue;
    sum += noise[i] ** 2;
    count++;
  }
  return count === 0 ? nominalNoise(noise) : Math.sqrt(sum / count);
}
