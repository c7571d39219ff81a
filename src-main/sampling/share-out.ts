import type { Rectangle } from '../contract/geometry';
import { ALONE, FIRST, FURTHER, type TileShare } from './tile-shares';

/** Smaller shares are those of a halo beside a tile that decides the pixel, and are dropped. */
const NOTHING = 1e-6;

/** A tile's rectangle in its region, and its weights along x and y; a pixel's weight is their product. */
export interface Weighted extends Rectangle {
  readonly weightX: Float32Array;
  readonly weightY: Float32Array;
}

export interface Sharing {
  /** For each tile, what it contributes to the average. */
  readonly shares: readonly TileShare[];
  /** Runs of pixels without a tile: first pixel and length of each. */
  readonly uncovered: Int32Array;
}

/** Computes each tile's shares, proportional to its weights and summing to 1 wherever there is a tile. */
export function shareOut(width: number, height: number, tiles: readonly Weighted[]): Sharing {
  const parts = tiles.map((): { runs: number[]; shares: number[] } => ({ runs: [], shares: [] }));
  const uncovered: number[] = [];
  let row: SharedRow | undefined;
  for (let y = 0; y < height; y++) {
    const weights = tiles.map((tile) =>
      y >= tile.y && y < tile.y + tile.height ? tile.weightY[y - tile.y] : 0,
    );
    // Most rows are divided like the one above.
    if (!row || row.weights.some((weight, i) => weight !== weights[i])) row = shareRow(width, tiles, weights);
    for (const { tile, runs, shares } of row.parts) {
      const { x: left, y: top, width: pitch } = tiles[tile];
      for (const { kind, x, length } of runs) {
        parts[tile].runs.push(kind, (y - top) * pitch + x - left, y * width + x, length);
      }
      for (const share of shares) parts[tile].shares.push(share);
    }
    for (const { x, length } of row.uncovered) uncovered.push(y * width + x, length);
  }
  return {
    shares: parts.map(({ runs, shares }) => ({
      runs: Int32Array.from(runs),
      shares: Float32Array.from(shares),
    })),
    uncovered: Int32Array.from(uncovered),
  };
}

/** How one row of pixels is divided among the tiles that it crosses, for the given weights. */
interface SharedRow {
  readonly weights: readonly number[];
  readonly parts: readonly {
    readonly tile: number;
    readonly runs: readonly { readonly kind: number; readonly x: number; length: number }[];
    readonly shares: readonly number[];
  }[];
  readonly uncovered: readonly { readonly x: number; readonly length: number }[];
}

function shareRow(width: number, tiles: readonly Weighted[], weights: readonly number[]): SharedRow {
  const crossed = tiles.flatMap((tile, index) => (weights[index] > 0 ? [{ ...tile, index }] : []));
  const sum = new Float32Array(width);
  for (const { x: left, weightX, index } of crossed) {
    for (let i = 0; i < weightX.length; i++) sum[left + i] += weights[index] * weightX[i];
  }
  const seen = new Uint8Array(width);
  const parts = crossed.map(({ x: left, weightX, index }) => {
    const runs: { kind: number; x: number; length: number }[] = [];
    const shares: number[] = [];
    for (let i = 0, x = left; i < weightX.length; i++, x++) {
      const share = (weights[index] * weightX[i]) / sum[x];
      if (share < NOTHING) continue;
      const alone = share > 1 - NOTHING;
      if (!alone) shares.push(share);
      const kind = alone ? ALONE : seen[x] === 0 ? FIRST : FURTHER;
      seen[x] = 1;
      const last = runs.at(-1);
      if (last?.kind === kind && last.x + last.length === x) last.length++;
      else runs.push({ kind, x, length: 1 });
    }
    return { tile: index, runs, shares };
  });
  return { weights, parts, uncovered: zeroRuns(sum) };
}

function zeroRuns(sum: Float32Array): { x: number; length: number }[] {
  const runs: { x: number; length: number }[] = [];
  for (let x = sum.indexOf(0); x >= 0; ) {
    let end = x;
    while (end < sum.length && sum[end] === 0) end++;
    runs.push({ x, length: end - x });
    x = sum.indexOf(0, end);
  }
  return runs;
}
