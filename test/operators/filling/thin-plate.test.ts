import fc from 'fast-check';
import { expect, test } from 'vitest';
import { thinPlate } from '../../../src-main/operators/filling/thin-plate';
import type { Shape } from '../../../src-main/operators/model/forward-model';
import { evenly } from '../../evenly';
import { seeded } from '../random';

function plane(width: number, height: number, value: (x: number, y: number) => number): Float64Array {
  return Float64Array.from({ length: width * height }, (_, i) => value(i % width, Math.floor(i / width)));
}

function grey(width: number, height: number): Shape {
  return { width, height, channels: 1 };
}

const masks = fc
  .record({
    width: fc.integer({ min: 1, max: 33 }),
    height: fc.integer({ min: 1, max: 33 }),
    seed: fc.integer(),
    share: fc.constantFrom(0.02, 0.3, 0.9),
  })
  .map(({ width, height, seed, share }) => {
    const random = seeded(seed);
    const measured = Uint8Array.from({ length: width * height }, () => (random.uniform() < share ? 1 : 0));
    measured[Math.floor(random.uniform() * measured.length)] = 1;
    return { width, height, measured, random };
  });

test('a constant is reproduced whatever is missing, at odd sizes too', () => {
  fc.assert(
    fc.property(masks, evenly(-1, 1), ({ width, height, measured }, value) => {
      const values = plane(width, height, () => value).map((v, i) => (measured[i] ? v : 7));
      thinPlate(values, measured, grey(width, height), 0.01);
      for (const filled of values) expect(filled).toBeCloseTo(value, 10);
    }),
  );
});

test('measured pixels stay exactly as they are, and in a noisy picture the rest lies between their extremes', () => {
  fc.assert(
    fc.property(masks, ({ width, height, measured, random }) => {
      const before = random.normals(width * height);
      const after = before.slice();
      thinPlate(after, measured, grey(width, height), 0.2);
      const known = before.filter((_, i) => measured[i] === 1);
      const [low, high] = [Math.min(...known), Math.max(...known)];
      for (let i = 0; i < after.length; i++) {
        if (measured[i]) expect(after[i]).toBe(before[i]);
        expect(after[i]).toBeGreaterThanOrEqual(low - 1e-9);
        expect(after[i]).toBeLessThanOrEqual(high + 1e-9);
      }
    }),
  );
});

test('a small hole in a slope is filled with the slope, which is a thin plate without any bend', () => {
  const [width, height] = [40, 40];
  const values = plane(width, height, (x, y) => 0.01 * x - 0.02 * y);
  const measured = Uint8Array.from(values, () => 1);
  for (let y = 18; y < 22; y++) for (let x = 15; x < 19; x++) measured[y * width + x] = 0;
  thinPlate(values, measured, grey(width, height), 0.01);
  for (let i = 0; i < values.length; i++) {
    expect(Math.abs(values[i] - (0.01 * (i % width) - 0.02 * Math.floor(i / width)))).toBeLessThan(0.004);
  }
});

test('a wide hole in a slope is filled without steps', () => {
  const [width, height] = [65, 47];
  const values = plane(width, height, (x, y) => x / 64 + y / 64);
  const measured = Uint8Array.from(values, () => 1);
  for (let y = 12; y < 34; y++) for (let x = 20; x < 45; x++) measured[y * width + x] = 0;
  thinPlate(values, measured, grey(width, height), 0.01);
  for (let y = 12; y < 34; y++) {
    for (let x = 20; x < 45; x++) {
      const i = y * width + x;
      expect(Math.abs(values[i] - (x + y) / 64)).toBeLessThan(0.15);
      // The slope rises by 1/64 a pixel; a filled hole may be some times as steep, but has no edges in it.
      if (x > 20) expect(Math.abs(values[i] - values[i - 1])).toBeLessThan(3 / 64);
      if (y > 12) expect(Math.abs(values[i] - values[i - width])).toBeLessThan(3 / 64);
    }
  }
});

test('a ridge across a scratch continues, where an average would interrupt it', () => {
  const [width, height] = [48, 48];
  const ridge = (x: number, y: number) => Math.exp(-(((x - y) / 6) ** 2));
  const values = plane(width, height, ridge);
  const truth = values.slice();
  const measured = Uint8Array.from(values, (_, i) => (Math.abs((i % width) - 24) < 2 ? 0 : 1));
  const noisy = values.slice();
  thinPlate(values, measured, grey(width, height), 0.01);
  thinPlate(noisy, measured, grey(width, height), 0.2);
  const worst = (filled: Float64Array) => Math.max(...filled.map((v, i) => Math.abs(v - truth[i])));
  expect(worst(values)).toBeLessThan(0.6 * worst(noisy));
});

test('a hole wider than the whole pyramid takes the mean of what is measured', () => {
  const [width, height] = [700, 20];
  const values = plane(width, height, () => 0.25);
  const measured = Uint8Array.from(values, (_, i) => (i % width < 10 ? 1 : 0));
  thinPlate(values, measured, grey(width, height), 0.01);
  expect(values[699]).toBeCloseTo(0.25, 12);
});

test('with nothing measured the answer is zero', () => {
  const values = plane(9, 5, () => 3);
  thinPlate(values, new Uint8Array(45), grey(9, 5), 0.01);
  expect(values).toEqual(new Float64Array(45));
});

test('planes are filled independently', () => {
  const measured = Uint8Array.from([1, 0, 0, 0, 0, 0]);
  const values = Float32Array.from([1, 9, 9, 9, 9, 9, -1, 9, 9, 9, 9, 9]);
  thinPlate(values, measured, { width: 3, height: 2, channels: 2 }, 0.01);
  expect([...values]).toEqual([1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1]);
});
