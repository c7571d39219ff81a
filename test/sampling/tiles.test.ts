import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  blendTile,
  copyUncovered,
  cropPlan,
  cutTile,
  decidedPart,
  HALO,
  isUntiled,
  planTiles,
  type TilePlan,
} from '../../src-main/sampling/tiles';

const side = fc.integer({ min: 1, max: 22 }).map((n) => 16 * n);
const tileSide = fc.integer({ min: 7, max: 20 }).map((n) => 16 * n);

/** What all tiles blend to when tile number i answers values(i). */
function blended(plan: TilePlan, values: (index: number) => number, before = Number.NaN): Float32Array {
  const target = new Float32Array(plan.width * plan.height).fill(before);
  plan.tiles.forEach((tile, i) => {
    blendTile(plan, i, new Float32Array(tile.width * tile.height).fill(values(i)), target);
  });
  return target;
}

/** Largest difference from the expected values; infinite if one is NaN. */
function furthest(values: Float32Array, expected: (index: number) => number): number {
  let worst = 0;
  for (let i = 0; i < values.length; i++) {
    const distance = Math.abs(values[i] - expected(i));
    worst = Number.isNaN(distance) ? Number.POSITIVE_INFINITY : Math.max(worst, distance);
  }
  return worst;
}

describe('a plan of tiles', () => {
  it('covers the region with tiles on the grid of 16, none larger than asked for and all alike', () => {
    fc.assert(
      fc.property(side, side, tileSide, (width, height, size) => {
        const plan = planTiles(width, height, size);
        const covered = new Uint8Array(width * height);
        for (const tile of plan.tiles) {
          for (const value of [tile.x, tile.y, tile.width, tile.height]) expect(value % 16).toBe(0);
          expect(Math.max(tile.width, tile.height)).toBeLessThanOrEqual(size);
          expect([tile.width, tile.height]).toEqual([plan.tiles[0].width, plan.tiles[0].height]);
          expect(tile.x).toBeGreaterThanOrEqual(0);
          expect(tile.x + tile.width).toBeLessThanOrEqual(width);
          for (let y = tile.y; y < tile.y + tile.height; y++) {
            covered.fill(1, y * width + tile.x, y * width + tile.x + tile.width);
          }
        }
        expect(covered.includes(0)).toBe(false);
        expect(plan.sharing().uncovered).toHaveLength(0);
      }),
      { numRuns: 40 },
    );
  });

  it('weights answers so that they sum to 1 at every pixel, whatever was there before', () => {
    fc.assert(
      fc.property(side, side, tileSide, (width, height, size) => {
        const sum = blended(planTiles(width, height, size), () => 1);
        expect(furthest(sum, () => 1)).toBeLessThan(1e-6);
      }),
      { numRuns: 25 },
    );
  });

  it('lets a tile decide only fading pixels within HALO of an inner edge', () => {
    fc.assert(
      fc.property(side, side, tileSide, (width, height, size) => {
        for (const tile of planTiles(width, height, size).tiles) {
          const part = decidedPart(tile);
          // Half the cross-fade of 16 pixels reaches beyond the middle of the overlap, which is a halo away.
          if (tile.x > 0) expect(part.x - tile.x).toBeGreaterThanOrEqual(HALO - 8);
          if (tile.x + tile.width < width) {
            expect(tile.x + tile.width - part.x - part.width).toBeGreaterThanOrEqual(HALO - 8);
          }
          if (tile.y > 0) expect(part.y - tile.y).toBeGreaterThanOrEqual(HALO - 8);
          if (tile.y === 0) expect(part.y).toBe(0);
        }
      }),
      { numRuns: 60 },
    );
    expect(HALO).toBeGreaterThanOrEqual(48);
  });

  it('fades from tile to tile evenly: no pixel differs from the next by more than a 16th', () => {
    const plan = planTiles(400, 16, 160);
    const row = blended(plan, (index) => index).subarray(0, 400);
    expect(row[0]).toBe(0);
    expect(row[399]).toBe(plan.tiles.length - 1);
    for (let x = 1; x < 400; x++) {
      expect(row[x] - row[x - 1]).toBeGreaterThanOrEqual(0);
      expect(row[x] - row[x - 1]).toBeLessThan(1 / 16 + 1e-5);
    }
  });

  it('depends on its arguments alone', () => {
    const [first, second] = [0, 1].map(() => planTiles(640, 480, 256));
    expect(first.tiles).toEqual(second.tiles);
    expect(first.sharing()).toEqual(second.sharing());
  });

  it('is one tile of weight 1 if the region is no larger', () => {
    const plan = planTiles(256, 96, 256);
    expect(isUntiled(plan)).toBe(true);
    expect(blended(plan, () => 3)).toEqual(new Float32Array(256 * 96).fill(3));
    expect(isUntiled(planTiles(272, 96, 256))).toBe(false);
  });

  it('refuses sizes off the grid and tiles that consist of halo only', () => {
    expect(() => planTiles(100, 96, 256)).toThrow('100 is not a positive multiple of 16');
    expect(() => planTiles(512, 512, 96)).toThrow('tile size 96 leaves nothing');
    expect(() => planTiles(0, 96, 256)).toThrow(RangeError);
  });
});

describe('a plan of the tiles that are needed', () => {
  const needed = (tile: { x: number; y: number }) => (tile.x + tile.y) % 96 === 0;

  it('still weights to 1 under its tiles, even in the halo of one whose neighbour is left out', () => {
    fc.assert(
      fc.property(side, side, tileSide, fc.integer(), (width, height, size, seed) => {
        const keep = (tile: { x: number; y: number }) => ((tile.x * 7 + tile.y * 13 + seed) & 48) !== 0;
        const plan = planTiles(width, height, size, keep);
        const target = blended(plan, () => 1, 0);
        copyUncovered(plan, new Float32Array(width * height).fill(5), target);
        const expected = new Float32Array(width * height).fill(5);
        for (const tile of plan.tiles) {
          for (let y = tile.y; y < tile.y + tile.height; y++) {
            expected.fill(1, y * width + tile.x, y * width + tile.x + tile.width);
          }
        }
        expect(furthest(target, (i) => expected[i])).toBeLessThan(1e-6);
      }),
      { numRuns: 25 },
    );
  });

  it('cropped to its tiles blends to the same picture', () => {
    const plan = planTiles(640, 480, 160, (tile) => needed(tile) && tile.x > 100);
    expect(plan.tiles.length).toBeGreaterThan(1);
    const { box, cropped } = cropPlan(plan);
    expect(box.x).toBeGreaterThan(0);
    const whole = blended(plan, (i) => i + 1, 0);
    const part = blended(cropped, (i) => i + 1, 0);
    const cut = new Float32Array(box.width * box.height);
    cutTile(plan, box, whole, cut, 1);
    expect(part).toEqual(cut);
  });
});

describe('cutting and blending', () => {
  it('gives back a picture that no tile changed, in all planes', () => {
    const [width, height] = [336, 272];
    const plan = planTiles(width, height, 160);
    const source = Float32Array.from({ length: 3 * width * height }, (_, i) => Math.sin(i * 0.7) + i * 1e-6);
    const target = new Float32Array(source.length);
    plan.tiles.forEach((tile, index) => {
      const values = new Float32Array(3 * tile.width * tile.height);
      cutTile(plan, tile, source, values, 3);
      const pixel = 5 * tile.width + 9;
      expect(values[2 * tile.width * tile.height + pixel]).toBe(
        source[2 * width * height + (tile.y + 5) * width + tile.x + 9],
      );
      blendTile(plan, index, values, target);
    });
    expect(furthest(target, (i) => source[i])).toBeLessThan(1e-6);
  });
});
