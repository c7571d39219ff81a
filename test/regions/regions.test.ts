import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commonStep, type RegionRules } from '../../src-main/measurement/region-rules';
import { fadeIn, planRegions, REGION_FADE, writtenPart } from '../../src-main/regions/regions';
import { HALO } from '../../src-main/sampling/tiles';

const size = fc.integer({ min: 1, max: 9000 });
const rules: fc.Arbitrary<RegionRules> = fc
  .record({ step: fc.constantFrom(16, 32, 48, 80), offset: fc.integer({ min: 0, max: 15 }) })
  .map(({ step, offset }) => ({ stepX: step, stepY: step, offsetX: offset, offsetY: (offset * 7) % 16 }));

describe('the regions of a picture', () => {
  it('have cores that partition it', () => {
    fc.assert(
      fc.property(size, size, rules, (width, height, rule) => {
        const regions = planRegions(width, height, rule);
        let area = 0;
        for (const { core } of regions) {
          expect(core.width).toBeGreaterThan(0);
          expect(core.height).toBeGreaterThan(0);
          expect(core.x).toBeGreaterThanOrEqual(0);
          expect(core.x + core.width).toBeLessThanOrEqual(width);
          expect(core.y + core.height).toBeLessThanOrEqual(height);
          area += core.width * core.height;
        }
        // Disjoint as products of intervals that follow one another, so equal areas mean no gap.
        const starts = new Set(regions.map(({ core }) => `${core.x},${core.y}`));
        expect(starts.size).toBe(regions.length);
        expect(area).toBe(width * height);
      }),
      { numRuns: 60 },
    );
  });

  it("begin and end on grid lines, whatever the grid's offset", () => {
    fc.assert(
      fc.property(size, size, rules, (width, height, rule) => {
        for (const { area, known } of planRegions(width, height, rule)) {
          expect(known).toEqual(area);
          for (const value of [area.x, area.x + area.width]) {
            expect(Math.abs((value + rule.offsetX) % rule.stepX)).toBe(0);
          }
          for (const value of [area.y, area.y + area.height]) {
            expect(Math.abs((value + rule.offsetY) % rule.stepY)).toBe(0);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('read a halo beyond what they write at inner borders, and less than a step beyond the picture at outer ones', () => {
    fc.assert(
      fc.property(size, size, rules, (width, height, rule) => {
        for (const region of planRegions(width, height, rule)) {
          const { core, area } = region;
          const written = writtenPart(region, { width, height });
          if (core.x > 0) expect(written.x - area.x).toBeGreaterThanOrEqual(HALO);
          else expect(-area.x).toBeLessThan(rule.stepX);
          const right = core.x + core.width;
          const beyond = area.x + area.width;
          if (right < width) expect(beyond - written.x - written.width).toBeGreaterThanOrEqual(HALO);
          else expect(beyond - width).toBeLessThan(rule.stepX);
          if (core.y > 0) expect(written.y - area.y).toBeGreaterThanOrEqual(HALO);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('bound memory whatever the picture, and are one for a small picture', () => {
    const largest = Math.max(
      ...planRegions(20_000, 15_000, { stepX: 16, stepY: 16, offsetX: 0, offsetY: 0 }).map(
        ({ area }) => area.width * area.height,
      ),
    );
    expect(largest).toBeLessThan(1800 ** 2);
    expect(planRegions(1500, 1000, { stepX: 16, stepY: 16, offsetX: 0, offsetY: 0 })).toHaveLength(1);
  });

  it('read nothing outside the photo if a blur extends them', () => {
    const extend = (known: number) => ({ length: known + 100, offset: 40 });
    const extension = { x: extend, y: extend };
    const rule = { stepX: 16, stepY: 16, offsetX: 0, offsetY: 0, extension };
    for (const { core, known, area } of planRegions(4000, 70, rule)) {
      expect(known.x).toBeGreaterThanOrEqual(0);
      expect(known.x + known.width).toBeLessThanOrEqual(4000);
      expect([known.y, known.height]).toEqual([0, 70]);
      expect(area).toEqual({ x: known.x - 40, y: -40, width: known.width + 100, height: 170 });
      expect(known.x).toBeLessThanOrEqual(core.x);
    }
  });
});

describe('the step of regions', () => {
  it.each([
    [1, 16],
    [2, 16],
    [3, 48],
    [5, 80],
    [8, 16],
  ])('for blocks of %i is %i: a multiple of both', (block, step) => {
    expect(commonStep(block)).toBe(step);
  });
});

describe('the cross-fade of regions', () => {
  it('is 1 at the outer border, and rises from 0 to 1 across an inner one', () => {
    expect(fadeIn(0, 0)).toBe(1);
    const start = 1000;
    const shares = Array.from({ length: 2 * REGION_FADE }, (_, i) => fadeIn(start - REGION_FADE + i, start));
    for (let i = 1; i < shares.length; i++) expect(shares[i]).toBeGreaterThan(shares[i - 1]);
    expect(fadeIn(start - REGION_FADE - 1, start)).toBe(0);
    expect(fadeIn(start + REGION_FADE, start)).toBe(1);
    expect(shares[REGION_FADE - 1] + shares[REGION_FADE]).toBeCloseTo(1, 10);
  });

  it('has ended where the next region starts to write: cores are wider than two fades', () => {
    for (const { core } of planRegions(1537, 1537, { stepX: 16, stepY: 16, offsetX: 0, offsetY: 0 })) {
      expect(Math.min(core.width, core.height)).toBeGreaterThan(4 * REGION_FADE);
    }
  });
});
