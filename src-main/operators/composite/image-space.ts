import { type Real, realLike, sizeOf } from '../model/forward-model';
import type { LinearMap } from '../model/linear-map';
import type { Turns } from '../model/turns';
import { ConjugateGradients, type SolverOptions, type SolverReport } from './conjugate-gradients';
import { NEGLIGIBLE, type PivotSolver } from './pivot-solver';

/** Noise whose covariance N has a cheap inverse. */
export interface CompositePrecision {
  /** out = N^-1 v on measured pixels and 0 elsewhere; values of v on unmeasured pixels are ignored. */
  inverse(v: Real, out: Real): void;
  /** out = an approximation of (I + sigma^2 A' N^-1 A)^-1 v, symmetric and positive definite. */
  precondition(v: Real, sigma: number, out: Real): void;
}

export interface ImageSpaceOptions {
  readonly map: LinearMap;
  readonly precision: CompositePrecision;
  /** Decides the number type. */
  readonly like: Real;
  readonly solver?: SolverOptions | undefined;
}

/**
 * Solves (I + s^2 A' N^-1 A) d = s^2 A' N^-1 r in the space of pictures, by conjugate gradients. A blur hides what the
 * measurement says about high frequencies, so at a mask's rims this system is near to its preconditioner, where
 * A A' + N / s^2 (data-space.ts) has its smallest eigenvalues.
 */
export function imageSpace({ map, precision, like, solver: options }: ImageSpaceOptions): PivotSolver {
  const length = sizeOf(map.domain);
  const seen = realLike(like, sizeOf(map.range));
  const weighted = realLike(like, sizeOf(map.range));
  const right = realLike(like, length);
  let variance = 1;
  const normal = (v: Real, out: Real): void => {
    precision.inverse(v, weighted);
    map.adjoint(weighted, out);
    for (let i = 0; i < out.length; i++) out[i] *= variance;
  };
  const system = (v: Real, out: Real): void => {
    map.forward(v, seen);
    normal(seen, out);
    for (let i = 0; i < out.length; i++) out[i] += v[i];
  };
  // The right side is much larger than a residual that matters, so only the error's own norm decides.
  const solver = new ConjugateGradients(system, like, length, { ...options, tolerance: 0 });
  const negligible = like instanceof Float64Array ? 1e-9 : NEGLIGIBLE;
  return {
    *solving(residual, sigma, out): Turns<SolverReport> {
      variance = sigma ** 2;
      normal(residual, right);
      // The system divided by s^2 is the inverse of the pivot's covariance.
      return yield* solver.solving(right, out, {
        precondition: (v, to) => precision.precondition(v, sigma, to),
        enoughEnergy: (negligible * sigma) ** 2 * length,
      });
    },
  };
}
