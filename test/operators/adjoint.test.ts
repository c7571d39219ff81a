import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sizeOf } from '../../src-main/operators/model/forward-model';
import { evenly } from '../evenly';
import { cases } from './cases';
import { dot } from './dense';

function samples(length: number): fc.Arbitrary<Float64Array> {
  return fc
    .array(evenly(-1, 1), { minLength: length, maxLength: length })
    .map((values) => Float64Array.from(values));
}

test.each(cases())("<A x, y> = <x, A'y> for $name", ({ model }) => {
  const ax = new Float64Array(sizeOf(model.range));
  const aty = new Float64Array(sizeOf(model.domain));
  fc.assert(
    fc.property(samples(aty.length), samples(ax.length), (x, y) => {
      model.forward(x, ax);
      model.adjoint(y, aty);
      expect(Math.abs(dot(ax, y) - dot(x, aty))).toBeLessThan(1e-12 * (1 + aty.length));
    }),
    { numRuns: 40 },
  );
});
