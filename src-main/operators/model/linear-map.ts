import type { ForwardModel } from './forward-model';
import { assertLength, type Real, realLike, type Shape, sizeOf } from './forward-model';

/** The part of a forward model that a composite uses: a matrix and its transpose. */
export type LinearMap = Pick<ForwardModel, 'domain' | 'range' | 'forward' | 'adjoint'>;

/** A map with a closed form of (A A' + ratio I)^-1. */
export interface NormalSolver {
  /** out = (A A' + ratio I)^-1 v, ratio above 0; `v` and `out` have the range's length and may be the same array. */
  solveNormal(v: Real, ratio: number, out: Real): void;
}

/** A map that keeps some samples and zeroes the rest: A = A' = A A. */
export interface Projection {
  readonly projection: true;
}

/**
 * The map that applies `maps` one after the other, the first to x: y = A_n ... A_1 x. Throws a RangeError if the range
 * of a map isn't the domain of the next. Intermediate results are in buffers of `like`'s number type.
 */
export function chain(maps: readonly LinearMap[], like: Real): LinearMap {
  const first = maps[0];
  const last = maps[maps.length - 1];
  if (first === undefined || last === undefined) throw new RangeError('a composite of no operators');
  for (let i = 1; i < maps.length; i++) assertSameShape(maps[i - 1].range, maps[i].domain);
  // between[i] is the output of map i.
  const between = maps.slice(0, -1).map((map) => realLike(like, sizeOf(map.range)));
  return {
    domain: first.domain,
    range: last.range,
    forward(x, out) {
      for (const [i, map] of maps.entries()) {
        map.forward(i === 0 ? x : between[i - 1], i === maps.length - 1 ? out : between[i]);
      }
    },
    adjoint(y, out) {
      for (let i = maps.length - 1; i >= 0; i--) {
        maps[i].adjoint(i === maps.length - 1 ? y : between[i], i === 0 ? out : between[i - 1]);
      }
    },
  };
}

/**
 * Multiplication of every plane by a mask of width * height entries, 0 or 1: the effect of a mask after another
 * operator, whose range may have any number of planes. Unmeasured values become 0.
 */
export function maskMap(shape: Shape, measured: Uint8Array): LinearMap & Projection {
  const plane = shape.width * shape.height;
  if (measured.length !== plane) {
    throw new RangeError(`${measured.length} mask entries for ${shape.width}x${shape.height} pixels`);
  }
  const apply = (from: Real, to: Real): void => {
    assertLength(from, shape, 'the input');
    assertLength(to, shape, 'the output');
    for (let start = 0; start < from.length; start += plane) {
      for (let i = 0; i < plane; i++) to[start + i] = measured[i] ? from[start + i] : 0;
    }
  };
  return { domain: shape, range: shape, forward: apply, adjoint: apply, projection: true };
}

function assertSameShape(from: Shape, to: Shape): void {
  if (from.width !== to.width || from.height !== to.height || from.channels !== to.channels) {
    throw new RangeError(
      `an operator on ${to.width}x${to.height}x${to.channels} can't follow one that gives ` +
        `${from.width}x${from.height}x${from.channels}`,
    );
  }
}
