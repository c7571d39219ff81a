import { describe, expect, it } from 'vitest';
import { boxMean } from '../../src-main/analysis/box-mean';
import { fadingOf } from '../../src-main/analysis/fading';
import type { Plane } from '../../src-main/analysis/plane';
import { restAtEdges } from '../../src-main/operators/fade/edges';
import { drawing, noisy, plane } from './support';

const [WIDTH, HEIGHT] = [360, 270];
const scene = drawing(WIDTH, HEIGHT);
const sorted = boxMean(scene, 1).data.sort();
const [dark, bright] = [0.003, 0.997].map((share) => sorted[Math.round(share * (sorted.length - 1))]);

/** The scene stretched to the usual range of photos, then faded in each channel. */
function faded(gains: readonly number[], offsets: readonly number[], noise = 0): Plane[] {
  return gains.map((gain, channel) => {
    const made = plane(WIDTH, HEIGHT, (x, y) => {
      const value = ((scene.data[y * WIDTH + x] - dark) / (bright - dark)) * 228 + 11;
      return gain * value + offsets[channel];
    });
    return noise > 0 ? noisy(made, noise, channel + 1) : made;
  });
}

function framed(planes: readonly Plane[], lid: number): Plane[] {
  const margin = 40;
  return planes.map(({ data }) =>
    plane(WIDTH + 2 * margin, HEIGHT + 2 * margin, (x, y) => {
      const [u, v] = [x - margin, y - margin];
      return u >= 0 && v >= 0 && u < WIDTH && v < HEIGHT ? data[v * WIDTH + u] : lid;
    }),
  );
}

const GAINS = [0.55, 0.5, 0.45];
const OFFSETS = [72, 66, 58];

function errorOf(found: ReturnType<typeof fadingOf>): number {
  if (!found) return Number.POSITIVE_INFINITY;
  const errors = GAINS.flatMap((gain, c) => [
    Math.abs(found.black[c] - OFFSETS[c]),
    Math.abs(found.white[c] - (OFFSETS[c] + 255 * gain)),
  ]);
  return Math.max(...errors);
}

describe('the estimate of fading', () => {
  it('is none for a photo with dark and bright parts', () => {
    expect(fadingOf(faded([1, 1, 1], [0, 0, 0]), true)).toBeNull();
    expect(fadingOf(faded([0.9, 0.9, 0.9], [20, 20, 20]), true)).toBeNull();
  });

  it('finds the levels of black and white in each channel, with noise as well', () => {
    expect(errorOf(fadingOf(faded(GAINS, OFFSETS), true))).toBeLessThan(5);
    expect(errorOf(fadingOf(faded(GAINS, OFFSETS, 8), true))).toBeLessThan(9);
  });

  it('finds a print that has faded more at its borders, and its levels in the middle', () => {
    const picture = { x: 0, y: 0, pictureWidth: WIDTH, pictureHeight: HEIGHT };
    const rest = restAtEdges(0.5, picture, { width: WIDTH, height: HEIGHT });
    // Dark and bright patches across the whole picture.
    const patches = plane(WIDTH, HEIGHT, (x, y) => (Math.floor(x / 9) * 7 + Math.floor(y / 9) * 5) % 11);
    const planes = (lost: boolean) =>
      GAINS.map((gain, c) => {
        const paper = OFFSETS[c] + 255 * gain;
        return plane(WIDTH, HEIGHT, (x, y) => {
          const i = y * WIDTH + x;
          const even = OFFSETS[c] + gain * (11 + 22.8 * patches.data[i]);
          return lost ? paper + rest[i] * (even - paper) : even;
        });
      });
    const found = fadingOf(planes(true), true);
    expect(found?.edges).toBeGreaterThan(40);
    expect(found?.edges).toBeLessThan(60);
    expect(errorOf(found)).toBeLessThan(12);
    expect(fadingOf(planes(false), true)?.edges).toBe(0);
  });

  it.each([0, 128, 255])('ignores an even surface of level %d around the print', (lid) => {
    expect(errorOf(fadingOf(framed(faded(GAINS, OFFSETS), lid), true))).toBeLessThan(5);
  });

  it('is the same for all channels of a photo with a single tone, which keeps it', () => {
    const found = fadingOf(faded(GAINS, OFFSETS), false);
    expect(new Set(found?.black).size).toBe(1);
    expect(new Set(found?.white).size).toBe(1);
  });

  it('does not take a coloured bright part for a cast', () => {
    const found = fadingOf(faded([0.5, 0.5, 0.3], [60, 60, 60]), true);
    expect(found?.white[2]).toBeGreaterThan(60 + 0.4 * 255);
  });

  it('makes hardly any pixel darker than black or brighter than white', () => {
    const planes = faded(GAINS, OFFSETS, 4);
    const found = fadingOf(planes, true);
    for (const [c, { data }] of planes.entries()) {
      const beyond = data.filter(
        (value) => value < (found?.black[c] ?? 255) - 12 || value > (found?.white[c] ?? 0) + 12,
      );
      expect(beyond.length / data.length).toBeLessThan(0.001);
    }
  });

  it('finds nothing in a picture without an inside', () => {
    const tiny = [1, 2, 3].map(() => plane(2, 2, () => 100));
    expect(fadingOf(tiny, true)).toBeNull();
  });
});
