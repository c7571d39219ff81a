import type { Real } from '../model/forward-model';
import type { Turns } from '../model/turns';
import type { SolverReport } from './conjugate-gradients';

/** Finds how far a measurement moves the pivot from x. */
export interface PivotSolver {
  /**
   * out = A' (A A' + N / s^2)^-1 r, which equals (I + s^2 A' N^-1 A)^-1 s^2 A' N^-1 r: with r = y - A x, the pivot less x.
   *
   * @param residual r, of the range's extent; its values aren't kept
   * @param sigma the noise level s
   * @param out of the domain's extent
   */
  solving(residual: Real, sigma: number, out: Real): Turns<SolverReport>;
}

/** The error of the pivot, relative to its noise, below which a float32 solver may stop. */
export const NEGLIGIBLE = 0.01;
