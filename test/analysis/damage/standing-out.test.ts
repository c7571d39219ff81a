import { describe, expect, it } from 'vitest';
import { STANDING_REACH, standingOut } from '../../../src-main/analysis/damage/standing-out';
import { emptyPlane, type Plane } from '../../../src-main/analysis/plane';
import { uniforms } from '../support';

const [WIDTH, HEIGHT] = [96, 80];

function drawn(valueAt: (x: number, y: number) => number, width = WIDTH, height = HEIGHT): Plane {
  const plane = emptyPlane(width, height);
  for (let i = 0; i < plane.data.length; i++) plane.data[i] = valueAt(i % width, Math.floor(i / width));
  return plane;
}

const isIn = (left: number, top: number, right: number, bottom: number) => (x: number, y: number) =>
  x >= left && x < right && y >= top && y < bottom;

/** The probability that stays in the middle of what was found. */
function left(luma: Plane, found: (x: number, y: number) => boolean, x: number, y: number): number {
  const probability = drawn((u, v) => (found(u, v) ? 0.9 : 0.05));
  return standingOut(luma, probability).data[y * WIDTH + x];
}

describe('the probability of damage', () => {
  const line = isIn(10, 40, 80, 42);
  const flake = isIn(30, 30, 44, 42);
  const shirt = isIn(20, 20, 60, 70);

  it.each([
    ['a light scratch', 200],
    ['a dark scratch', 40],
  ])('stays that of %s, which differs from both its sides', (_, level) => {
    expect(
      left(
        drawn((x, y) => (line(x, y) ? level : 110 + x / 4)),
        line,
        45,
        40,
      ),
    ).toBeCloseTo(0.9);
  });

  it('stays that of a flake and of a torn edge of the picture', () => {
    expect(
      left(
        drawn((x, y) => (flake(x, y) ? 240 : 90)),
        flake,
        37,
        36,
      ),
    ).toBeCloseTo(0.9);
    const torn = isIn(0, 0, 10, HEIGHT);
    expect(
      left(
        drawn((x, y) => (torn(x, y) ? 250 : 90)),
        torn,
        4,
        40,
      ),
    ).toBeCloseTo(0.9);
  });

  it('stays where a light and a dark scratch cross, and falls beside an edge between light and dark', () => {
    const across = isIn(44, 5, 47, 75);
    const both = (x: number, y: number) => line(x, y) || across(x, y);
    const crossing = drawn((x, y) => (across(x, y) ? 30 : line(x, y) ? 220 : 120));
    for (const [x, y] of [
      [45, 40],
      [38, 40],
      [45, 30],
    ])
      expect(left(crossing, both, x, y)).toBeCloseTo(0.9);
    const step = drawn((x, y) => (line(x, y) ? 120 : y < 40 ? 220 : 30));
    expect(left(step, line, 45, 40)).toBeLessThan(0.2);
  });

  it('falls where an even surface, or one side of an edge, was taken for damage', () => {
    expect(
      left(
        drawn(() => 120),
        line,
        45,
        40,
      ),
    ).toBeLessThan(0.2);
    const step = drawn((_, y) => (y < 42 ? 180 : 60));
    expect(left(step, line, 45, 40)).toBeLessThan(0.2);
  });

  it('falls in the middle of a white shirt, even where all of the shirt is likely', () => {
    const luma = drawn((x, y) => (shirt(x, y) ? 235 : 50));
    const probability = drawn((x, y) => (isIn(30, 30, 50, 50)(x, y) ? 0.9 : shirt(x, y) ? 0.5 : 0.05));
    expect(standingOut(luma, probability).data[40 * WIDTH + 40]).toBeLessThan(0.6);
  });

  it('falls in a fragment that stands out beside much that does not, and stays where it lies alone', () => {
    const [width, height] = [400, 100];
    const fragment = isIn(80, 40, 90, 46);
    const alone = isIn(300, 40, 310, 46);
    const surface = isIn(20, 20, 60, 80);
    const luma = drawn((x, y) => (fragment(x, y) || alone(x, y) ? 230 : 100), width, height);
    const isFound = (x: number, y: number) => fragment(x, y) || alone(x, y) || surface(x, y);
    const probability = drawn((x, y) => (isFound(x, y) ? 0.9 : 0.05), width, height);
    const { data } = standingOut(luma, probability);
    expect(data[43 * width + 85]).toBeLessThan(0.2);
    expect(data[43 * width + 305]).toBeCloseTo(0.9);
  });

  it('of a pixel depends on no pixel beyond the reach, and no value rises', () => {
    const uniform = uniforms(5);
    const [width, height] = [280, 240];
    const luma = drawn(() => 255 * uniform(), width, height);
    const probability = drawn(() => uniform() ** 2, width, height);
    const before = standingOut(luma, probability);
    const far = (u: number, v: number, x: number, y: number) =>
      Math.max(Math.abs(u - x), Math.abs(v - y)) > STANDING_REACH;
    for (const [x, y] of [
      [140, 120],
      [131, 118],
      [150, 125],
    ]) {
      const other = (plane: Plane) =>
        drawn((u, v) => (far(u, v, x, y) ? 0.5 : plane.data[v * width + u]), width, height);
      const after = standingOut(other(luma), other(probability));
      expect(after.data[y * width + x]).toBe(before.data[y * width + x]);
    }
    expect(before.data.every((value, i) => value <= probability.data[i])).toBe(true);
  });
});
