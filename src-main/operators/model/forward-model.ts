import { ORDINARY } from '../kernels/workspace';
import type { Turns } from './turns';

/**
 * The one interface of every forward operator.
 *
 * A forward model is the linear measurement `y = A x + eta`, with `eta` Gaussian of known covariance N
 * (white of standard deviation `sigmaY` unless the model says otherwise). Pictures are planar
 * (plane after plane, row after row), sRGB-encoded and scaled to [-1, 1]; noise levels are in those units.
 *
 * Everything uses the variance-exploding form `x_t = x0 + sigma eps`; other interpolants are converted to it by
 * dividing by alpha (see test/sampling/interpolants.ts). The equations are those of EPS (arXiv 2606.17048), also in
 * ARCHITECTURE.md: Sigma* = (I/sigma^2 + A' N^-1 A)^-1, mu* = Sigma* (x_t/sigma^2 + A' N^-1 y).
 */

/** Samples of a picture or measurement: Float32 in the app, Float64 in tests that need a reference. */
export type Real = Float32Array | Float64Array;

/** Extent of a planar picture: `data.length === width * height * channels`. */
export interface Shape {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

/**
 * Standard deviation of the pivot's noise per pixel (square roots of the diagonal of Sigma*), along the luma
 * direction and across it. A number means the same everywhere; a plane has width * height entries.
 */
export interface StdMap {
  readonly luma: number | Real;
  readonly chroma: number | Real;
}

/** Length of the descriptor of Sigma* that the network gets (the contract's `geometry`). */
export const GEOMETRY_LENGTH = 35;

export interface ForwardModel {
  /** For reports: 'denoise', 'inpaint', ... */
  readonly name: string;
  /** Extent of x: three planes. */
  readonly domain: Shape;
  /** Extent of y. */
  readonly range: Shape;
  /** Nominal measurement noise in [-1, 1] units; 1e6 where nothing is measured. */
  readonly sigmaY: number;
  /** False if the noise isn't white of level sigmaY; default true. */
  readonly whiteNoise?: boolean;
  /** The highest noise level at which the pivot is accurate to a tenth of its own noise; absent if it is at any level. */
  readonly highestSigma?: number | undefined;
  /** Colours white noise of the range's extent like the measurement's noise, in place; absent if that is white. */
  colour?(noise: Real): void;
  /** out = A x. `x` has the domain's length, `out` the range's. */
  forward(x: Real, out: Real): void;
  /** out = A' y: <A x, y> = <x, A' y>. `y` has the range's length, `out` the domain's. */
  adjoint(y: Real, out: Real): void;
  /** Square roots of the diagonal of Sigma* at noise level `sigma`. A plane may be written into `room`, if given. */
  std(sigma: number, room?: Float32Array): StdMap;
  /** The contract's 35 numbers at noise level `sigma`; independent of region and tile. */
  geometry(sigma: number): Float32Array;
  /** Binds a measurement, so that everything independent of x_t and sigma is computed once. */
  observe(y: Real): Observation;
}

/** A forward model together with the measurement it explains. */
export interface Observation {
  readonly model: ForwardModel;
  readonly y: Real;
  /** out = mu*(x_t, y) at noise level `sigma`. `out` may be `x`. */
  pivot(x: Real, sigma: number, out: Real): void;
  /** out = a simple first answer from y alone, the network's "anchor": three planes, bounded. */
  anchor(out: Real): void;
  /** Both in pieces, if they may take long; only one may run at a time. */
  readonly inTurns?:
    | {
        pivot(x: Real, sigma: number, out: Real): Turns;
        anchor(out: Real): Turns;
      }
    | undefined;
}

/** Number of samples a shape holds. */
export function sizeOf(shape: Shape): number {
  return shape.width * shape.height * shape.channels;
}

/** A zeroed array of the same number type as `like`; one of Float32 is the workspace's. */
export function realLike(like: Real, length: number, workspace = ORDINARY): Real {
  return like instanceof Float64Array ? new Float64Array(length) : workspace.array(length);
}

/** Throws a RangeError that carries both numbers when `data` doesn't have the shape's length. */
export function assertLength(data: Real, shape: Shape, what: string): void {
  const expected = sizeOf(shape);
  if (data.length !== expected) {
    throw new RangeError(
      `${what} has ${data.length} samples where ${shape.width}x${shape.height}x${shape.channels} = ${expected} were expected`,
    );
  }
}
