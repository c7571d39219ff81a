/** What every forward model is held to, measured on draws. */
import { type ForwardModel, sizeOf } from '../../src-main/operators/model/forward-model';
import { type Case, denseSystem, measure } from './case';
import { cholesky, dot, multiply } from './dense';
import { type Random, seeded } from './random';

/** |<A x, y> - <x, A' y>| for a picture and a measurement drawn at random. */
export function adjointDefect(model: ForwardModel, random: Random): number {
  const ax = new Float64Array(sizeOf(model.range));
  const aty = new Float64Array(sizeOf(model.domain));
  const [x, y] = [random.normals(aty.length), random.normals(ax.length)];
  model.forward(x, ax);
  model.adjoint(y, aty);
  return Math.abs(dot(ax, y) - dot(x, aty));
}

/** Corrupts one picture of standard deviation `spread` again and again; the pivots' errors mu* - x0. */
export function* pivotErrors(
  one: Case,
  sigma: number,
  draws: number,
  spread: number,
): Generator<Float64Array> {
  const { model, noisePrecision } = one;
  const random = seeded(23);
  const x0 = random.normals(sizeOf(model.domain)).map((value) => spread * value);
  const factor = cholesky(noisePrecision, sizeOf(model.range));
  const out = new Float64Array(x0.length);
  for (let i = 0; i < draws; i++) {
    const y = measure(one, factor, x0, random);
    const xt = x0.map((value) => value + sigma * random.normal());
    model.observe(y).pivot(xt, sigma, out);
    yield out.map((value, j) => value - x0[j]);
  }
}

/** Mean of e' Sigma*^-1 e / n over the pivots' errors e: 1, with a standard deviation of sqrt(2 / draws / n). */
export function chiSquareRatio(one: Case, sigma: number, draws: number, spread: number): number {
  const n = sizeOf(one.model.domain);
  const { precision } = denseSystem(one, sigma);
  let sum = 0;
  for (const error of pivotErrors(one, sigma, draws, spread))
    sum += dot(error, multiply(precision, error, n));
  return sum / draws / n;
}
