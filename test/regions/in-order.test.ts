import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InOrder, takeNearest } from '../../src-main/regions/in-order';
import { planRegions, writtenPart } from '../../src-main/regions/regions';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daguerre-order-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const picture = { width: 4000, height: 3500 };
const regions = planRegions(picture.width, picture.height, {
  stepX: 16,
  stepY: 16,
  offsetX: 0,
  offsetY: 0,
});
const parts = regions.map((region) => writtenPart(region, picture));
const meet = (a: number, b: number) => {
  const [one, other] = [parts[a], parts[b]];
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
};

/** Gives answers in some order; returns the written rows and each answer's index. */
async function writeAll(order: readonly number[]) {
  const written: [index: number, value: number][] = [];
  const writer = new InOrder(
    parts,
    async (index, [value]) => {
      written.push([index, value]);
    },
    (index) => join(folder, `answer-${index}`),
  );
  for (const index of order) await writer.take(index, Float32Array.of(index / 3, 0));
  await writer.close();
  return written;
}

describe('answers that come in any order', () => {
  it('are written once each, where they overlap in the order of their regions, and leave no file', async () => {
    expect(parts.length).toBe(9);
    const anyOrder = fc.shuffledSubarray([...parts.keys()], { minLength: parts.length });
    await fc.assert(
      fc.asyncProperty(anyOrder, async (order) => {
        const written = await writeAll(order);
        expect(written.map(([index]) => index).sort((a, b) => a - b)).toEqual([...parts.keys()]);
        for (const [at, [index, value]] of written.entries()) {
          expect(value).toBe(Math.fround(index / 3));
          for (const [later] of written.slice(at + 1))
            if (meet(index, later)) expect(later).toBeGreaterThan(index);
        }
        expect(await readdir(folder)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('don’t wait for regions that they don’t touch', async () => {
    const written: number[] = [];
    const writer = new InOrder(
      parts,
      async (index) => {
        written.push(index);
      },
      (index) => join(folder, `answer-${index}`),
    );
    await writer.take(1, Float32Array.of(0));
    expect(written).toEqual([]);
    await writer.take(0, Float32Array.of(0));
    // The first part of the second row isn't beside the last one of the first row.
    await writer.take(3, Float32Array.of(0));
    expect(written).toEqual([0, 1, 3]);
    await writer.take(2, Float32Array.of(0));
    expect(written).toEqual([0, 1, 3, 2]);
    await writer.take(8, Float32Array.of(0));
    expect(written).toEqual([0, 1, 3, 2]);
    await writer.close();
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('the next region', () => {
  it('is the nearest to where the user looks, or the first one if that is unknown', () => {
    const cores = regions.map(({ core }) => core);
    expect(takeNearest([...cores], (core) => core, undefined)).toBe(cores[0]);
    expect(takeNearest([...cores], (core) => core, { x: 3900, y: 100 })).toBe(cores[2]);
    const left = [...cores];
    const order = cores.map(() => takeNearest(left, (core) => core, { x: 2000, y: 3400 }));
    expect(order[0]).toBe(cores[7]);
    expect(order.at(-1)).not.toBe(cores[4]);
    expect(new Set(order)).toEqual(new Set(cores));
    expect(takeNearest(left, (core) => core, { x: 0, y: 0 })).toBeUndefined();
  });
});
