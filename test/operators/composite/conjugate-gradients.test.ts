import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ConjugateGradients } from '../../../src-main/operators/composite/conjugate-gradients';
import type { Real } from '../../../src-main/operators/model/forward-model';
import { cholesky, multiply, relativeError, solve, transpose } from '../dense';
import { seeded } from '../random';

/** A random symmetric positive definite matrix with eigenvalues of at least `least`. */
function definite(n: number, least: number, seed: number): Float64Array {
  const half = seeded(seed).normals(n * n);
  const matrix = multiply(transpose(half, n, n), half, n);
  for (let i = 0; i < n; i++) matrix[i * n + i] += least;
  return matrix;
}

function applying(matrix: Float64Array, n: number) {
  return (v: Real, out: Real): void => out.set(multiply(matrix, Float64Array.from(v), n));
}

test('solves a random system as a dense solve does, in float64 and in float32', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 24 }), (seed, n) => {
      const matrix = definite(n, 0.5, seed);
      const b = seeded(seed + 1).normals(n);
      const expected = solve(cholesky(matrix, n), b);
      const z = new Float64Array(n);
      const report = new ConjugateGradients(applying(matrix, n), z, n).solve(b, z);
      expect(report.converged).toBe(true);
      expect(report.residual).toBeLessThanOrEqual(1e-8);
      expect(relativeError(z, expected)).toBeLessThan(1e-5);

      const single = new Float32Array(n);
      new ConjugateGradients(applying(matrix, n), single, n).solve(Float32Array.from(b), single);
      expect(relativeError(single, expected)).toBeLessThan(1e-2);
    }),
    { numRuns: 60 },
  );
});

test('needs as many iterations as the matrix has different eigenvalues', () => {
  const eigenvalues = [1, 2, 2, 9, 9, 9];
  const z = new Float64Array(6);
  const solver = new ConjugateGradients(
    (v, out) => out.set(v.map((value, i) => eigenvalues[i] * value)),
    z,
    6,
  );
  expect(solver.solve(new Float64Array(6).fill(1), z).iterations).toBe(3);
  eigenvalues.forEach((value, i) => {
    expect(z[i]).toBeCloseTo(1 / value, 9);
  });
});

test('with the inverse for a preconditioner is done in one iteration, and with enough in none', () => {
  const matrix = definite(12, 0.5, 8);
  const factor = cholesky(matrix, 12);
  const b = seeded(9).normals(12);
  const z = new Float64Array(12);
  const solver = new ConjugateGradients(applying(matrix, 12), z, 12);
  const precondition = (v: Real, out: Real): void => out.set(solve(factor, Float64Array.from(v)));
  expect(solver.solve(b, z, { precondition }).iterations).toBe(1);
  expect(relativeError(z, solve(factor, b))).toBeLessThan(1e-8);
  const report = solver.solve(b, z, { enough: 1e6 });
  expect([report.iterations, report.converged]).toEqual([0, true]);
});

test('starts afresh at every solve, and gives zero for zero', () => {
  const matrix = definite(8, 1, 3);
  const z = new Float64Array(8);
  const solver = new ConjugateGradients(applying(matrix, 8), z, 8);
  const b = seeded(4).normals(8);
  solver.solve(b, z);
  const once = z.slice();
  solver.solve(b, z);
  expect(z).toEqual(once);
  expect(solver.solve(new Float64Array(8), z)).toEqual({ iterations: 0, residual: 0, converged: true });
  expect(z.every((value) => value === 0)).toBe(true);
});

test('reports that it ran out of iterations, and leaves its best answer', () => {
  const matrix = definite(20, 1e-6, 5);
  const z = new Float64Array(20);
  const b = seeded(6).normals(20);
  const report = new ConjugateGradients(applying(matrix, 20), z, 20, { maxIterations: 3 }).solve(b, z);
  expect(report.iterations).toBe(3);
  expect(report.converged).toBe(false);
  expect(report.residual).toBeGreaterThan(1e-8);
  expect(z.some((value) => value !== 0)).toBe(true);
});

test('stops on numbers that are not finite, wherever they come from', () => {
  const z = new Float64Array(4);
  const identity = new ConjugateGradients((v, out) => out.set(v), z, 4);
  expect(() => identity.solve(Float64Array.of(1, Number.NaN, 0, 0), z)).toThrow(/finite/);
  expect(() => identity.solve(Float64Array.of(1, Number.POSITIVE_INFINITY, 0, 0), z)).toThrow(/finite/);
  const broken = new ConjugateGradients((_v, out) => out.fill(Number.NaN), z, 4);
  expect(() => broken.solve(new Float64Array(4).fill(1), z)).toThrow(/finite/);
});

test('stops on a matrix that is not positive definite', () => {
  const z = new Float64Array(2);
  const solver = new ConjugateGradients((v, out) => out.set([-v[0], v[1]]), z, 2);
  expect(() => solver.solve(Float64Array.of(1, 0), z)).toThrow(/positive definite/);
  expect(() => solver.solve(new Float64Array(3), z)).toThrow(RangeError);
});
