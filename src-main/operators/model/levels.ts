import type { Extent } from '../../contract/geometry';
import type { Channels } from '../../contract/recipe-fields';
import type { Real } from './forward-model';
import type { RegionPlace } from './place';

/**
 * How fading changed each channel of a picture in [-1, 1]: y = gains x + offsets. Where only a share r of that contrast
 * is left, y = r (gains x + offsets) + (1 - r) white: white (x = 1) is unchanged.
 */
export interface Levels {
  readonly gains: Channels;
  readonly offsets: Channels;
  /** The share r at each pixel of a part of the picture: one plane. Absent if it is 1 everywhere. */
  readonly rest?: ((place: RegionPlace, extent: Extent) => Float32Array) | undefined;
}

/** The levels of a photo in which black and white have become these 8-bit values. */
export function levelsOf(black: Channels, white: Channels): Levels {
  const of = (value: (black: number, white: number) => number): Channels => [
    value(black[0], white[0]),
    value(black[1], white[1]),
    value(black[2], white[2]),
  ];
  return {
    gains: of((from, to) => (to - from) / 255),
    offsets: of((from, to) => (from + to) / 255 - 1),
  };
}

/** Fades three planes in place; `rest` is r at each pixel, 1 by default. */
export function applyLevels({ gains, offsets }: Levels, planes: Real, rest?: Float32Array): void {
  eachChannel(planes, (plane, c) => {
    const white = gains[c] + offsets[c];
    for (let i = 0; i < plane.length; i++) {
      const even = gains[c] * plane[i] + offsets[c];
      plane[i] = rest ? white + rest[i] * (even - white) : even;
    }
  });
}

/** The reverse of applyLevels. */
export function removeLevels({ gains, offsets }: Levels, planes: Real, rest?: Float32Array): void {
  eachChannel(planes, (plane, c) => {
    const white = gains[c] + offsets[c];
    for (let i = 0; i < plane.length; i++) {
      const even = rest ? white + (plane[i] - white) / rest[i] : plane[i];
      plane[i] = (even - offsets[c]) / gains[c];
    }
  });
}

/** The offset of a channel at a pixel where the share `rest` of the contrast is left. */
export function offsetAt({ gains, offsets }: Levels, channel: number, rest = 1): number {
  return offsets[channel] + (1 - rest) * gains[channel];
}

/** Calls `work` with each of three planes and its channel. */
export function eachChannel(planes: Real, work: (plane: Real, channel: number, start: number) => void): void {
  const length = planes.length / 3;
  for (let c = 0; c < 3; c++) work(planes.subarray(c * length, (c + 1) * length), c, c * length);
}
