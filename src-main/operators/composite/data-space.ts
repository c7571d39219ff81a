import { type Real, realLike, sizeOf } from '../model/forward-model';
import type { LinearMap, NormalSolver, Projection } from '../model/linear-map';
import type { Turns } from '../model/turns';
import { ConjugateGradients, type SolverOptions, type SolverReport } from './conjugate-gradients';
import { NEGLIGIBLE, type PivotSolver } from './pivot-solver';

/** Noise of any covariance N. */
export interface CompositeNoise {
  /** out = N v. */
  apply(v: Real, out: Real): void;
  /** out = an approximation of (A A' + N / sigma^2)^-1 v, symmetric and positive definite: fewer iterations. */
  readonly precondition?: (v: Real, sigma: number, out: Real) => void;
}

export interface DataSpaceOptions {
  readonly map: LinearMap;
  readonly sigmaY: number;
  /** The noise, if its covariance isn't sigmaY^2 times the identity. */
  readonly noise?: CompositeNoise | undefined;
  /** As in CompositeNoise; the one of `noise` isn't used. */
  readonly precondition?: CompositeNoise['precondition'] | undefined;
  /** Decides the number type. */
  readonly like: Real;
  readonly solver?: SolverOptions | undefined;
}

/** Solves (A A' + N / s^2) z = r in the space of measurements, by conjugate gradients; the answer is A' z. */
export function dataSpace(options: DataSpaceOptions): PivotSolver {
  const { map, sigmaY, noise, precondition, like } = options;
  const length = sizeOf(map.range);
  const domainBuffer = realLike(like, sizeOf(map.domain));
  const noiseBuffer = realLike(like, length);
  const solution = realLike(like, length);
  // A residual r causes an error in the pivot of at most |r| / sigmaY, in units of the pivot's own noise.
  const enough = like instanceof Float64Array ? 0 : NEGLIGIBLE * sigmaY * Math.sqrt(length);
  let precision = 1;
  const system = (v: Real, out: Real): void => {
    map.adjoint(v, domainBuffer);
    map.forward(domainBuffer, out);
    noise?.apply(v, noiseBuffer);
    const added = noise ? noiseBuffer : v;
    const scale = noise ? precision : precision * sigmaY ** 2;
    for (let i = 0; i < out.length; i++) out[i] += scale * added[i];
  };
  const solver = new ConjugateGradients(system, like, length, options.solver);
  return {
    *solving(residual, sigma, out): Turns<SolverReport> {
      precision = 1 / sigma ** 2;
      const report = yield* solver.solving(residual, solution, {
        precondition: precondition && ((v, to) => precondition(v, sigma, to)),
        enough,
      });
      map.adjoint(solution, out);
      return report;
    },
  };
}

/**
 * For a map with a closed form behind a mask M: the closed form between two masks, and 1 / ratio on masked samples.
 * Exact if nothing is masked; with a twentieth missing it takes three to six times fewer iterations.
 */
export function maskedPreconditioner(
  parts: readonly (LinearMap & Partial<NormalSolver & Projection>)[],
  sigmaY: number,
  like: Real,
): CompositeNoise['precondition'] {
  const [inner, outer] = parts;
  if (parts.length !== 2 || !inner?.solveNormal || !outer?.projection) return undefined;
  const solveNormal = inner.solveNormal;
  const kept = realLike(like, sizeOf(outer.range));
  return (v, sigma, out) => {
    const ratio = (1 / sigma ** 2) * sigmaY ** 2;
    outer.forward(v, kept);
    for (let i = 0; i < out.length; i++) out[i] = (v[i] - kept[i]) / ratio;
    solveNormal(kept, ratio, kept);
    outer.forward(kept, kept);
    for (let i = 0; i < out.length; i++) out[i] += kept[i];
  };
}
