import type { Channels } from '../../contract/recipe-fields';
import type { Real } from './forward-model';

/** How fading changed each channel of a picture in [-1, 1]: y = gains x + offsets. */
export interface Levels {
  readonly gains: Channels;
  readonly offsets: Channels;
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

/** Fades three planes in place: y = g x + o. */
export function applyLevels({ gains, offsets }: Levels, planes: Real): void {
  eachChannel(planes, (plane, c) => {
    for (let i = 0; i < plane.length; i++) plane[i] = gains[c] * plane[i] + offsets[c];
  });
}

/** The reverse of applyLevels: x = (y - o) / g. */
export function removeLevels({ gains, offsets }: Levels, planes: Real): void {
  eachChannel(planes, (plane, c) => {
    for (let i = 0; i < plane.length; i++) plane[i] = (plane[i] - offsets[c]) / gains[c];
  });
}

/** Calls `work` with each of three planes and its channel. */
export function eachChannel(planes: Real, work: (plane: Real, channel: number, start: number) => void): void {
  const length = planes.length / 3;
  for (let c = 0; c < 3; c++) work(planes.subarray(c * length, (c + 1) * length), c, c * length);
}
