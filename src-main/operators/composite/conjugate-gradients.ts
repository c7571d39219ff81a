import { type Real, realLike } from '../model/forward-model';
import { atOnce, type Turns } from '../model/turns';

/** out = M v for a symmetric positive definite M. */
export type SymmetricOperator = (v: Real, out: Real) => void;

export interface SolverOptions {
  /** Stop when |b - M z| <= tolerance |b|; 1e-8 in float64 and 1e-5 in float32 unless given. */
  readonly tolerance?: number;
  /** Stop after this many applications of M; 500 unless given. */
  readonly maxIterations?: number;
}

export interface SolveOptions {
  /** A symmetric positive definite approximation of M^-1, which saves iterations. `out` isn't `v`. */
  readonly precondition?: SymmetricOperator | undefined;
  /** Also stop when |b - M z| is at most this. */
  readonly enough?: number;
  /**
   * Also stop when r' C r is at most this, with r = b - M z and C the preconditioner: an estimate of r' M^-1 r, the square
   * of the error of z in the norm of M.
   */
  readonly enoughEnergy?: number;
}

export interface SolverReport {
  readonly iterations: number;
  /** |b - M z| / |b| according to the recurrence. */
  readonly residual: number;
  readonly converged: boolean;
}

/**
 * Conjugate gradients (Hestenes and Stiefel 1952) for M z = b, from z = 0, in buffers that are allocated once. Dot
 * products are summed in float64. Throws if a number isn't finite or M isn't positive definite (a wrong adjoint). A solve
 * that runs out of iterations reports it and leaves its best answer, which is smoother, in z.
 */
export class ConjugateGradients {
  private readonly operator: SymmetricOperator;
  private readonly tolerance: number;
  private readonly maxIterations: number;
  private readonly residual: Real;
  private readonly direction: Real;
  private readonly image: Real;
  /** The preconditioned residual; the residual itself without a preconditioner. */
  private readonly guess: Real;

  /** Solves systems of `length` unknowns in the number type of `like`. */
  constructor(operator: SymmetricOperator, like: Real, length: number, options: SolverOptions = {}) {
    this.operator = operator;
    this.tolerance = options.tolerance ?? (like instanceof Float64Array ? 1e-8 : 1e-5);
    this.maxIterations = options.maxIterations ?? 500;
    this.residual = realLike(like, length);
    this.direction = realLike(like, length);
    this.image = realLike(like, length);
    this.guess = realLike(like, length);
  }

  /** Leaves the solution of M z = b in `z`, which must not be `b`. */
  solve(b: Real, z: Real, options: SolveOptions = {}): SolverReport {
    return atOnce(this.solving(b, z, options));
  }

  /** Like solve, but yields after each iteration. */
  *solving(b: Real, z: Real, options: SolveOptions = {}): Turns<SolverReport> {
    const { precondition, enough = 0, enoughEnergy = 0 } = options;
    const { residual, direction, image } = this;
    if (b.length !== residual.length || z.length !== residual.length) {
      throw new RangeError(`${b.length} and ${z.length} samples for a system of ${residual.length}`);
    }
    const guess = precondition ? this.guess : residual;
    z.fill(0);
    residual.set(b);
    precondition?.(residual, guess);
    direction.set(guess);
    const first = dot(b, b);
    let remaining = first;
    let energy = dot(residual, guess);
    assertFinite(energy, 0);
    let iterations = 0;
    const target = Math.max(this.tolerance ** 2 * first, enough ** 2);
    let isEnough = remaining <= target || energy <= enoughEnergy;
    while (!isEnough && iterations < this.maxIterations) {
      this.operator(direction, image);
      iterations++;
      const curvature = dot(direction, image);
      assertFinite(curvature, iterations);
      if (curvature <= 0) throw new Error(`a system that isn't positive definite (${curvature})`);
      const step = energy / curvature;
      for (let i = 0; i < z.length; i++) {
        z[i] += step * direction[i];
        residual[i] -= step * image[i];
      }
      remaining = dot(residual, residual);
      assertFinite(remaining, iterations);
      isEnough = remaining <= target;
      // Stop before the preconditioner runs for a direction that isn't used.
      if (isEnough || iterations === this.maxIterations) break;
      if (precondition) precondition(residual, guess);
      const next = precondition ? dot(residual, guess) : remaining;
      assertFinite(next, iterations);
      isEnough = next <= enoughEnergy;
      if (isEnough) break;
      const ratio = next / energy;
      for (let i = 0; i < z.length; i++) direction[i] = guess[i] + ratio * direction[i];
      energy = next;
      yield;
    }
    return {
      iterations,
      residual: first === 0 ? 0 : Math.sqrt(remaining / first),
      converged: isEnough,
    };
  }
}

function dot(a: Real, b: Real): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function assertFinite(value: number, iteration: number): void {
  if (!Number.isFinite(value)) {
    throw new Error(`conjugate gradients met a number that isn't finite in iteration ${iteration}`);
  }
}
