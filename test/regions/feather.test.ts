import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FEATHER, featherMask } from '../../src-main/regions/feather';

describe('the feathered mask', () => {
  it('is 1 on the damage, falls with the distance to it, and is 0 from FEATHER on', () => {
    const damage = fc.array(fc.tuple(fc.nat({ max: 23 }), fc.nat({ max: 17 })), { maxLength: 30 });
    fc.assert(
      fc.property(damage, (points) => {
        const undamaged = new Uint8Array(24 * 18).fill(1);
        for (const [x, y] of points) undamaged[y * 24 + x] = 0;
        const alpha = featherMask(undamaged, 24, 18);
        for (let y = 0; y < 18; y++) {
          for (let x = 0; x < 24; x++) {
            const distance = Math.min(...points.map(([px, py]) => Math.hypot(px - x, py - y)), 99);
            expect(alpha[y * 24 + x]).toBeCloseTo(Math.max(0, 1 - distance / FEATHER), 6);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is 0 everywhere without damage and 1 where all is damaged', () => {
    expect(featherMask(new Uint8Array(64).fill(1), 8, 8)).toEqual(new Float32Array(64));
    expect(featherMask(new Uint8Array(64), 8, 8)).toEqual(new Float32Array(64).fill(1));
  });

  it('never reaches the 8 pixels within which undamaged pixels may change', () => {
    expect(FEATHER).toBeLessThanOrEqual(8);
  });
});
