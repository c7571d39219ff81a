import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { luminance } from '../../../src-main/operators/colorize/model';
import { identity } from '../../../src-main/operators/denoise/model';
import { mask } from '../../../src-main/operators/inpaint/model';
import { arrayBeside, kernelsFor, openVectorSpace } from '../../../src-main/operators/kernels/vector-space';
import { type ForwardModel, realLike, sizeOf } from '../../../src-main/operators/model/forward-model';
import { blockMean } from '../../../src-main/operators/upscale/model';
import { dpmSolver } from '../../../src-main/sampling/samplers';

const shape = { width: 32, height: 16, channels: 3 };
const measured = Uint8Array.from({ length: 512 }, (_, i) => (i % 3 === 0 ? 0 : 1));
const numbers = (length: number, seed: number, size = 3) =>
  Float32Array.from({ length }, (_, i) => size * Math.sin(i * 12.9898 + seed * 78.233));

/** The same numbers inside a space. */
function inside(...arrays: Float32Array[]): Float32Array[] {
  const space = openVectorSpace(20_000);
  return arrays.map((array) => {
    const copy = space.array(array.length);
    copy.set(array);
    return copy;
  });
}

describe('the kernels', () => {
  const models: readonly ForwardModel[] = [
    identity({ shape, noise: 0.2 }),
    mask({ shape, measured, sigmaY: 0.05 }),
    luminance({ shape, sigmaY: 0.02 }),
    luminance({ shape, sigmaY: 0.02, measured }),
    ...[2, 4, 8].map((factor) => blockMean({ shape, factor, sigmaY: 0.02 })),
  ];

  it.each(models.map((model) => [model.name, model] as const))(
    'give the pivot of %s to the last bit of the plain loop',
    (_, model) => {
      fc.assert(
        fc.property(
          fc.integer({ min: 0, max: 999 }),
          fc.double({ min: 0.01, max: 40, noNaN: true }),
          (seed, sigma) => {
            const [x, y] = [numbers(1536, seed, sigma), numbers(sizeOf(model.range), seed + 1)];
            const expected = new Float32Array(1536);
            model.observe(y).pivot(x, sigma, expected);
            const [xInside, yInside, out] = inside(x, y, new Float32Array(1536));
            expect(kernelsFor(xInside, yInside, out)).toBeDefined();
            model.observe(yInside).pivot(xInside, sigma, out);
            expect(Float32Array.from(out)).toEqual(expected);
          },
        ),
        { numRuns: 30 },
      );
    },
  );

  it('take the steps of the solver to the last bit of the plain loop', async () => {
    const denoise = async (x: ArrayLike<number>, sigma: number, out: { [i: number]: number }) => {
      for (let i = 0; i < x.length; i++) out[i] = x[i] / (1 + sigma ** 2);
    };
    const start = numbers(768, 5, 40);
    const expected = await dpmSolver(denoise, start, [40, 3, 0.2, 0.01, 0]);
    const [startInside] = inside(start);
    const answer = await dpmSolver(denoise, startInside, [40, 3, 0.2, 0.01, 0]);
    expect(answer.buffer).toBe(startInside.buffer);
    expect(Float32Array.from(answer)).toEqual(expected);
    expect(Float32Array.from(startInside)).toEqual(start);
  });

  it('edit spectra to the last bit of the plain loops', () => {
    const [spectrum, seen] = [numbers(128, 1), numbers(128, 2)];
    const power = numbers(64, 3).map(Math.abs);
    const filtered = spectrum.slice(32, 96);
    const [run, seenInside, powerInside] = inside(filtered, seen, power);
    const kernels = kernelsFor(run, seenInside, powerInside);
    const each = (edit: (value: number, k: number, p: number) => number) =>
      filtered.map((value, i) => edit(value, 32 + i, power[16 + 4 * Math.floor(i / 8) + (i % 4)]));

    kernels?.wiener(run, 32, seenInside, powerInside, 0.01, 3, 0.1);
    const wiener = each((value, k, p) => (0.01 * value + 3 * seen[k]) * (0.1 / (0.01 + 3 * p)));
    expect(Float32Array.from(run)).toEqual(wiener);

    run.set(filtered);
    kernels?.multiplyByGains(run, 32, powerInside);
    expect(Float32Array.from(run)).toEqual(each((value, _, p) => value * p));
  });

  it('copy runs between arrays of one space', () => {
    const [from, to] = inside(numbers(64, 1), new Float32Array(64));
    kernelsFor(from, to)?.copyRun(from, 3, to, 10, 17);
    expect(Float32Array.from(to.subarray(10, 27))).toEqual(Float32Array.from(from.subarray(3, 20)));
    expect([to[9], to[27]]).toEqual([0, 0]);
  });

  it('leave arrays of two memories, and lengths that are no multiple of 4, to the plain loops', () => {
    const [a, b] = inside(numbers(64, 1), numbers(64, 2));
    expect(kernelsFor(a, b)).toBeDefined();
    expect(kernelsFor(a, new Float32Array(64))).toBeUndefined();
    expect(kernelsFor(new Float32Array(64), a)).toBeUndefined();
    expect(kernelsFor(a, ...inside(numbers(64, 1)))).toBeUndefined();
    expect(kernelsFor(a.subarray(0, 63), b)).toBeUndefined();
  });
});

describe('a space', () => {
  it('gives arrays that share nothing, in the memory of their neighbour', () => {
    const space = openVectorSpace(1000);
    const first = space.array(101);
    const second = realLike(first, 50);
    expect(second.buffer).toBe(first.buffer);
    first.fill(1);
    expect(second).toEqual(new Float32Array(50));
    expect(arrayBeside(new Float32Array(4), 8)).toBeUndefined();
    expect(realLike(new Float64Array(4), 8)).toBeInstanceOf(Float64Array);
  });

  it('gives zeros again after what was there has been given back', () => {
    const space = openVectorSpace(1000);
    space.array(600).fill(7);
    space.clear();
    expect(space.array(900)).toEqual(new Float32Array(900));
  });

  it('gives room without clearing it, of its own', () => {
    const space = openVectorSpace(1000);
    space.array(600).fill(7);
    space.clear();
    const room = space.room(100);
    expect(room).toEqual(new Float32Array(100).fill(7));
    expect(space.room(100).byteOffset).toBe(room.byteOffset + room.byteLength);
  });

  it('leaves its memory to the next space that fits into it, as zeros', () => {
    const first = openVectorSpace(50_000);
    const { buffer } = first.array(50_000).fill(7);
    first.close();
    const second = openVectorSpace(20_000).array(20_000);
    expect(second.buffer).toBe(buffer);
    expect(second).toEqual(new Float32Array(20_000));
    expect(openVectorSpace(20_000).array(1).buffer).not.toBe(buffer);
  });

  it('takes fresh memory where what was left is too small', () => {
    const small = openVectorSpace(1000);
    const { buffer } = small.array(1000);
    small.close();
    expect(openVectorSpace(100_000).array(100_000).buffer).not.toBe(buffer);
  });

  it('goes on in ordinary memory where it is full', () => {
    const space = openVectorSpace(16);
    const large = space.array(100_000);
    expect(large).toEqual(new Float32Array(100_000));
    expect(kernelsFor(large)).toBeUndefined();
    expect(kernelsFor(space.array(16))).toBeDefined();
  });
});
