import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evenly } from '../evenly';
import {
  cosinePreserving,
  fromVarianceExploding,
  linearPreserving,
  rectifiedFlow,
  toVarianceExploding,
  varianceExploding,
} from './interpolants';

const all = [varianceExploding, rectifiedFlow, cosinePreserving, linearPreserving()];
const times = evenly(0.01, 0.95);

describe.each(all.map((one) => [one.name, one] as const))('%s', (_name, one) => {
  test('its derivatives are those of alpha and beta', () => {
    fc.assert(
      fc.property(times, (t) => {
        const h = 1e-5;
        expect(one.dAlpha(t)).toBeCloseTo((one.alpha(t + h) - one.alpha(t - h)) / (2 * h), 5);
        expect(one.dBeta(t)).toBeCloseTo((one.beta(t + h) - one.beta(t - h)) / (2 * h), 5);
      }),
    );
  });

  test('its noise level is beta / alpha, and timeOf undoes it from 0.002 to 80', () => {
    fc.assert(
      fc.property(times, (t) => {
        expect(Math.abs(one.sigma(t) / (one.beta(t) / one.alpha(t)) - 1)).toBeLessThan(1e-12);
      }),
    );
    for (const sigma of [0.002, 0.01, 0.5, 3, 40, 80]) {
      expect(Math.abs(one.sigma(one.timeOf(sigma)) / sigma - 1)).toBeLessThan(1e-10);
    }
  });

  test('dividing by alpha leaves the picture plus noise of that level, and multiplying undoes it', () => {
    const [x0, eps, t] = [0.4, -1.3, 0.6];
    const xt = Float64Array.of(one.alpha(t) * x0 + one.beta(t) * eps);
    const exploding = new Float64Array(1);
    toVarianceExploding(one, t, xt, exploding);
    expect(exploding[0]).toBeCloseTo(x0 + one.sigma(t) * eps, 12);
    fromVarianceExploding(one, t, exploding, exploding);
    expect(exploding[0]).toBeCloseTo(xt[0], 12);
  });
});

test('variance-preserving interpolants keep the sum of squares at one', () => {
  for (const one of [cosinePreserving, linearPreserving()]) {
    for (const t of [0.001, 0.3, 0.9]) expect(one.alpha(t) ** 2 + one.beta(t) ** 2).toBeCloseTo(1, 12);
  }
});
