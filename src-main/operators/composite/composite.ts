import { thinPlate } from '../filling/thin-plate';
import {
  assertLength,
  type ForwardModel,
  type Real,
  realLike,
  type Shape,
  type StdMap,
  sizeOf,
} from '../model/forward-model';
import { ANCHOR_SIGMA, baseGeometry } from '../model/geometry';
import { chain, type LinearMap, type NormalSolver, type Projection } from '../model/linear-map';
import { assertColour, assertNoise } from '../model/noise-level';
import { atOnce, type Turns } from '../model/turns';
import type { SolverOptions, SolverReport } from './conjugate-gradients';
import { type CompositeNoise, dataSpace, maskedPreconditioner } from './data-space';
import { type CompositePrecision, imageSpace } from './image-space';
import type { PivotSolver } from './pivot-solver';
import { type ProbeSource, probeStd } from './probing';

/** A part of a composite. It may provide the geometry of the whole composite, and the parts of a preconditioner. */
export type CompositePart = LinearMap & Partial<Pick<ForwardModel, 'geometry'> & NormalSolver & Projection>;

export interface CompositeOptions {
  /** In the order in which they happened to the photo; the range of each is the domain of the next. */
  readonly parts: readonly CompositePart[];
  /** Standard deviation of the white measurement noise; if `noise` is given, its nominal level. */
  readonly sigmaY: number;
  /** The measurement noise, if its covariance N isn't sigmaY^2 times the identity. */
  readonly noise?: CompositeNoise | CompositePrecision | undefined;
  /** The noise level that the geometry tells if no part is dominant; default sigmaY. */
  readonly told?: number | undefined;
  /**
   * Index of the part whose geometry is the composite's (build that part with the level that the geometry tells). Default:
   * the last part that describes more than its noise level, as convolutions and block means do; else none.
   */
  readonly dominant?: number;
  /**
   * 1 for each pixel of the domain that is measured; the anchor fills the others from around them, unless `unmasked` is
   * given. Default: all.
   */
  readonly measured?: Uint8Array | undefined;
  /**
   * The last part's mask, and a function that builds the model without it. If given, the anchor is that model's for the
   * filled measurement, because sharpening through a mask makes the rims of holes ring.
   */
  readonly unmasked?: { readonly measured: Uint8Array; build(): ForwardModel } | undefined;
  /** The std map, if the caller has a cheaper way than probing. */
  readonly std?: (sigma: number) => StdMap;
  /** Signs for the std map, and how many probes to average (16 unless given). */
  readonly probes: ProbeSource;
  readonly probeCount?: number;
  /** Work in float64, for tests that want the reference. */
  readonly double?: boolean;
  readonly solver?: SolverOptions | undefined;
  /** The highest noise level that the solver reaches with its iterations; default any. */
  readonly highestSigma?: number | undefined;
  /** Called after every solve, so that a solve that ran out of iterations is noticed. */
  readonly onSolve?: (report: SolverReport) => void;
}

/**
 * Any chain of linear maps with Gaussian noise. With A the chain, mu* = x + A' (A A' + N / s^2)^-1 (y - A x) by
 * conjugate gradients (EPS, arXiv 2606.17048), in the space of measurements or of pictures, and the diagonal of
 * Sigma* = s^2 (I - A' (A A' + N / s^2)^-1 A) is found by probing. A pivot costs as many applications of A and A' as the solver takes iterations, a std map
 * `probeCount` times as many: prefer a closed form if there is one. Throws a RangeError if the parts don't fit together.
 */
export function composite(options: CompositeOptions): ForwardModel {
  const { parts, sigmaY, onSolve } = options;
  const like = options.double ? new Float64Array(0) : new Float32Array(0);
  const map = chain(parts, like);
  assertColour(map.domain);
  assertNoise(sigmaY, map.domain);
  const dominant = dominantPart(parts, options.dominant);
  const residual = realLike(like, sizeOf(map.range));
  const moved = realLike(like, sizeOf(map.domain));
  const solver = solverOf(options, map, like);
  /** out = A' (A A' + N / s^2)^-1 residual. */
  function* solve(sigma: number, out: Real): Turns {
    const report = yield* solver.solving(residual, sigma, out);
    onSolve?.(report);
  }
  /** out = A' (A A' + N / s^2)^-1 A v: the part of the noise that the measurement removes. */
  const project = (v: Real, sigma: number, out: Real): void => {
    map.forward(v, residual);
    atOnce(solve(sigma, out));
  };
  function* pivot(x: Real, y: Real, sigma: number, out: Real): Turns {
    assertLength(x, map.domain, 'x');
    assertLength(out, map.domain, 'the pivot');
    map.forward(x, residual);
    for (let i = 0; i < residual.length; i++) residual[i] = y[i] - residual[i];
    yield* solve(sigma, moved);
    for (let i = 0; i < out.length; i++) out[i] = x[i] + moved[i];
  }

  let known: { readonly sigma: number; readonly std: StdMap } | undefined;
  const model: ForwardModel = {
    name: 'composite',
    domain: map.domain,
    range: map.range,
    sigmaY,
    whiteNoise: options.noise === undefined,
    highestSigma: options.highestSigma,
    forward: map.forward,
    adjoint: map.adjoint,
    std(sigma) {
      if (options.std) return options.std(sigma);
      if (known?.sigma !== sigma) {
        const std = probeStd({
          project: (v, out) => project(v, sigma, out),
          shape: map.domain,
          sigma,
          // No operator has a gain over 1, so nothing is known better than a directly measured pixel.
          floor: (sigma * sigmaY) / Math.hypot(sigma, sigmaY),
          source: options.probes,
          count: options.probeCount ?? 16,
          like,
        });
        known = { sigma, std };
      }
      return known.std;
    },
    geometry: (sigma) => dominant?.geometry?.(sigma) ?? baseGeometry(sigma, options.told ?? sigmaY),
    observe(y) {
      assertLength(y, map.range, 'the measurement');
      const zero = realLike(like, sizeOf(map.domain));
      function* anchor(out: Real): Turns {
        if (options.unmasked) return yield* filledAnchor(options.unmasked, y, map.range, out);
        yield* pivot(zero, y, ANCHOR_SIGMA, out);
        if (options.measured) thinPlate(out, options.measured, map.domain, sigmaY);
      }
      return {
        model,
        y,
        pivot: (x, sigma, out) => atOnce(pivot(x, y, sigma, out)),
        anchor: (out) => atOnce(anchor(out)),
        inTurns: { pivot: (x, sigma, out) => pivot(x, y, sigma, out), anchor },
      };
    },
  };
  return model;
}

function solverOf(options: CompositeOptions, map: LinearMap, like: Real): PivotSolver {
  const { parts, sigmaY, noise, solver } = options;
  if (noise && 'inverse' in noise) return imageSpace({ map, precision: noise, like, solver });
  const precondition = noise ? noise.precondition : maskedPreconditioner(parts, sigmaY, like);
  return dataSpace({ map, sigmaY, noise, precondition, like, solver });
}

/** out = the anchor of the measurement y after its hidden samples are filled from around them. */
function* filledAnchor(
  { measured, build }: NonNullable<CompositeOptions['unmasked']>,
  y: Real,
  range: Shape,
  out: Real,
): Turns {
  const model = build();
  const filled = y.slice();
  thinPlate(filled, measured, range, model.sigmaY);
  const observation = model.observe(filled);
  if (observation.inTurns) yield* observation.inTurns.anchor(out);
  else observation.anchor(out);
}

function dominantPart(parts: readonly CompositePart[], index: number | undefined): CompositePart | undefined {
  if (index !== undefined) {
    const part = parts[index];
    if (part?.geometry === undefined) throw new RangeError(`part ${index} of a composite has no geometry`);
    return part;
  }
  return parts.findLast(
    (part) =>
      part
        .geometry?.(1)
        .subarray(2)
        .some((entry) => entry !== 0) ?? false,
  );
}

export type { ProbeSource } from './probing';
