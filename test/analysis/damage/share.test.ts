import { expect, it } from 'vitest';
import type { Finder } from '../../../src-main/analysis/damage/probability';
import { damagedShare } from '../../../src-main/analysis/damage/share';
import { emptyPlane } from '../../../src-main/analysis/plane';

const [WIDTH, HEIGHT] = [96, 64];
const isLine = (i: number) => Math.floor(i / WIDTH) === 30;

/** A stand-in that takes one row for damage, whatever the picture. */
const row: Finder = async (_, width, height) =>
  Float32Array.from({ length: width * height }, (_, i) => (isLine(i) ? 0.99 : 0.01));

it('of a picture that looks damaged counts only what stands out there', async () => {
  const even = emptyPlane(WIDTH, HEIGHT);
  even.data.fill(120);
  expect(await damagedShare([[even]], row)).toBe(0);
  const scratched = { ...even, data: even.data.map((value, i) => (isLine(i) ? 200 : value)) };
  // The row, grown by a pixel and softly by another.
  expect(await damagedShare([[scratched], [even]], row)).toBeCloseTo(5 / HEIGHT / 2);
});
