import type { Extent } from '../../src-main/contract/geometry';
import { MASK_TILE } from '../../src-main/contract/window/mask-tiles';
import type { TileChange } from './distance';
import { clipTile, type MaskTiles, normalTile } from './tiles';
import { fullAround, windowAround, withinReach } from './windows';

/**
 * Softens edges by a Gaussian of this standard deviation in pixels, made of three running means in each direction
 * (within 3 % of a Gaussian, and its cost doesn't depend on the width). Beyond the photo its border is repeated.
 */
export function* feathered(tiles: MaskTiles, extent: Extent, deviation: number): Generator<TileChange> {
  const radii = boxRadii(deviation);
  const halo = radii.reduce((sum, radius) => sum + radius, 0);
  if (halo === 0) return;
  for (const key of withinReach(tiles, extent, halo)) {
    if (fullAround(tiles, extent, key, halo)) continue;
    const side = MASK_TILE + 2 * halo;
    const values = Float32Array.from(windowAround(tiles, extent, key, halo, 'nearest'));
    const spare = new Float32Array(values.length);
    for (const radius of radii) {
      means(values, spare, side, 1, side, radius);
      means(spare, values, side, side, 1, radius);
    }
    const tile = new Uint8Array(MASK_TILE * MASK_TILE);
    for (let y = 0; y < MASK_TILE; y++) {
      for (let x = 0; x < MASK_TILE; x++) {
        tile[y * MASK_TILE + x] = Math.round(values[(y + halo) * side + x + halo] ?? 0);
      }
    }
    clipTile(tile, key, extent);
    yield [key, normalTile(tile)];
  }
}

/** Radii of three running means whose variances (r(r+1)/3 each) sum to about the Gaussian's. */
export function boxRadii(deviation: number): readonly [number, number, number] {
  const variance = deviation * deviation;
  let best: readonly [number, number, number] = [0, 0, 0];
  let error = variance;
  const base = Math.floor((Math.sqrt(1 + 4 * variance) - 1) / 2);
  for (let larger = 0; larger <= 3; larger++) {
    const radii = [base, base, base].map((radius, i) => (i < larger ? radius + 1 : radius));
    const [a = 0, b = 0, c = 0] = radii;
    const off = Math.abs((a * (a + 1) + b * (b + 1) + c * (c + 1)) / 3 - variance);
    if (off < error) {
      error = off;
      best = [a, b, c];
    }
  }
  return best;
}

/** Running means of 2 radius + 1 along lines `step` apart in memory; at the ends the last value is repeated. */
function means(
  from: Float32Array,
  to: Float32Array,
  side: number,
  step: number,
  lineStep: number,
  radius: number,
): void {
  const share = 1 / (2 * radius + 1);
  for (let line = 0; line < side; line++) {
    const start = line * lineStep;
    const value = (i: number) => from[start + Math.min(Math.max(i, 0), side - 1) * step] ?? 0;
    let sum = 0;
    for (let i = -radius; i <= radius; i++) sum += value(i);
    for (let i = 0; i < side; i++) {
      to[start + i * step] = sum * share;
      sum += value(i + radius + 1) - value(i - radius);
    }
  }
}
