import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { luminance } from '../../../src-main/operators/colorize/model';
import { identity } from '../../../src-main/operators/denoise/model';
import { mask } from '../../../src-main/operators/inpaint/model';
import { ORDINARY, type Workspace, workspacePool } from '../../../src-main/operators/kernels/workspace';
import { type ForwardModel, realLike, sizeOf } from '../../../src-main/operators/model/forward-model';
import { blockMean } from '../../../src-main/operators/upscale/model';
import { dpmSolverThatRenews } from '../../../src-main/sampling/samplers';
import { evenly } from '../../evenly';

const shape = { width: 32, height: 16, channels: 3 };
const measured = Uint8Array.from({ length: 512 }, (_, i) => (i % 3 === 0 ? 0 : 1));
const numbers = (length: number, seed: number, size = 3) =>
  Float32Array.from({ length }, (_, i) => size * Math.sin(i * 12.9898 + seed * 78.233));

const open = (length = 20_000) => workspacePool().open(length);

describe('the kernels', () => {
  const models: readonly ((workspace: Workspace) => ForwardModel)[] = [
    (workspace) => identity({ shape, noise: 0.2, workspace }),
    (workspace) => mask({ shape, measured, sigmaY: 0.05, workspace }),
    (workspace) => luminance({ shape, sigmaY: 0.02, workspace }),
    (workspace) => luminance({ shape, sigmaY: 0.02, measured, workspace }),
    ...[2, 4, 8].map(
      (factor) => (workspace: Workspace) => blockMean({ shape, factor, sigmaY: 0.02, workspace }),
    ),
  ];

  it.each(models.map((build) => [build(ORDINARY).name, build] as const))(
    'give the pivot of %s to the last bit of the plain loop',
    (_, build) => {
      const model = build(ORDINARY);
      fc.assert(
        fc.property(fc.integer({ min: 0, max: 999 }), evenly(0.01, 40), (seed, sigma) => {
          const [x, y] = [numbers(1536, seed, sigma), numbers(sizeOf(model.range), seed + 1)];
          const expected = new Float32Array(1536);
          model.observe(y).pivot(x, sigma, expected);
          const workspace = open();
          const [xInside, yInside, out] = [x, y, new Float32Array(1536)].map(workspace.copy);
          expect(workspace.kernelsFor(xInside, yInside, out)).toBeDefined();
          build(workspace).observe(yInside).pivot(xInside, sigma, out);
          expect(Float32Array.from(out)).toEqual(expected);
        }),
        { numRuns: 30 },
      );
    },
  );

  it('take the steps of the solver to the last bit of the plain loop', async () => {
    const denoise = async (x: ArrayLike<number>, sigma: number, out: { [i: number]: number }) => {
      for (let i = 0; i < x.length; i++) out[i] = x[i] / (1 + sigma ** 2);
    };
    const start = numbers(768, 5, 40);
    const expected = await dpmSolverThatRenews()(denoise, start, [40, 3, 0.2, 0.01, 0]);
    const workspace = open();
    const startInside = workspace.copy(start);
    const answer = await dpmSolverThatRenews(undefined, workspace)(
      denoise,
      startInside,
      [40, 3, 0.2, 0.01, 0],
    );
    expect(answer.buffer).toBe(startInside.buffer);
    expect(Float32Array.from(answer)).toEqual(expected);
    expect(Float32Array.from(startInside)).toEqual(start);
  });

  it('edit spectra to the last bit of the plain loops', () => {
    const [spectrum, seen] = [numbers(128, 1), numbers(128, 2)];
    const power = numbers(64, 3).map(Math.abs);
    const filtered = spectrum.slice(32, 96);
    const workspace = open();
    const [run, seenInside, powerInside] = [filtered, seen, power].map(workspace.copy);
    const kernels = workspace.kernelsFor(run, seenInside, powerInside);
    const each = (edit: (value: number, k: number, p: number) => number) =>
      filtered.map((value, i) => edit(value, 32 + i, power[16 + 4 * Math.floor(i / 8) + (i % 4)]));

    kernels?.wiener(run, 32, seenInside, powerInside, 0.01, 3, 0.1);
    const wiener = each((value, k, p) => (0.01 * value + 3 * seen[k]) * (0.1 / (0.01 + 3 * p)));
    expect(Float32Array.from(run)).toEqual(wiener);

    run.set(filtered);
    kernels?.multiplyByGains(run, 32, powerInside);
    expect(Float32Array.from(run)).toEqual(each((value, _, p) => value * p));
  });

  it('copy runs between arrays of one workspace', () => {
    const workspace = open();
    const [from, to] = [numbers(64, 1), new Float32Array(64)].map(workspace.copy);
    workspace.kernelsFor(from, to)?.copyRun(from, 3, to, 10, 17);
    expect(Float32Array.from(to.subarray(10, 27))).toEqual(Float32Array.from(from.subarray(3, 20)));
    expect([to[9], to[27]]).toEqual([0, 0]);
  });

  it('leave arrays of two memories, and lengths that are no multiple of 4, to the plain loops', () => {
    const { copy, kernelsFor } = open();
    const [a, b] = [numbers(64, 1), numbers(64, 2)].map(copy);
    expect(kernelsFor(a, b)).toBeDefined();
    expect(kernelsFor(a, new Float32Array(64))).toBeUndefined();
    expect(kernelsFor(new Float32Array(64), a)).toBeUndefined();
    expect(kernelsFor(a, open().copy(numbers(64, 1)))).toBeUndefined();
    expect(kernelsFor(a.subarray(0, 63), b)).toBeUndefined();
  });
});

describe('a workspace', () => {
  it('gives arrays that share nothing, in one memory', () => {
    const workspace = open(1000);
    const first = workspace.array(101);
    const second = realLike(first, 50, workspace);
    expect(second.buffer).toBe(first.buffer);
    first.fill(1);
    expect(second).toEqual(new Float32Array(50));
    expect(realLike(first, 8).buffer).not.toBe(first.buffer);
    expect(realLike(new Float64Array(4), 8, workspace)).toBeInstanceOf(Float64Array);
  });

  it('gives zeros again after its arrays were freed', () => {
    const workspace = open(1000);
    workspace.array(600).fill(7);
    workspace.clear();
    expect(workspace.array(900)).toEqual(new Float32Array(900));
  });

  it('gives its own memory without clearing it', () => {
    const workspace = open(1000);
    workspace.array(600).fill(7);
    workspace.clear();
    const room = workspace.room(100);
    expect(room).toEqual(new Float32Array(100).fill(7));
    expect(workspace.room(100).byteOffset).toBe(room.byteOffset + room.byteLength);
  });

  it('passes its memory to the next workspace of its pool that fits into it, as zeros', () => {
    const pool = workspacePool();
    const first = pool.open(50_000);
    const { buffer } = first.array(50_000).fill(7);
    first.close();
    expect(open(20_000).array(1).buffer).not.toBe(buffer);
    const second = pool.open(20_000).array(20_000);
    expect(second.buffer).toBe(buffer);
    expect(second).toEqual(new Float32Array(20_000));
    expect(pool.open(20_000).array(1).buffer).not.toBe(buffer);
  });

  it('takes new memory if the old one is too small', () => {
    const pool = workspacePool();
    const small = pool.open(1000);
    const { buffer } = small.array(1000);
    small.close();
    expect(pool.open(100_000).array(100_000).buffer).not.toBe(buffer);
  });

  it('continues in ordinary memory when it is full', () => {
    const { array, kernelsFor } = open(16);
    const large = array(100_000);
    expect(large).toEqual(new Float32Array(100_000));
    expect(kernelsFor(large)).toBeUndefined();
    expect(kernelsFor(array(16))).toBeDefined();
  });
});
