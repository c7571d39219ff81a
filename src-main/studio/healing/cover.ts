import { MASK_TILE, type MaskTile, packRuns, unpackRuns } from '../../contract/window/mask-tiles';

/** A mask without what others mark: they were healed after it, and stay as they are. */
export function uncovered(tiles: readonly MaskTile[], others: readonly MaskTile[]): MaskTile[] {
  return tiles.flatMap((tile) => {
    const over = others.filter(({ column, row }) => column === tile.column && row === tile.row);
    if (over.length === 0) return [tile];
    const values = unpackRuns(tile.runs);
    for (const { runs } of over) {
      const marked = unpackRuns(runs);
      for (let i = 0; i < MASK_TILE * MASK_TILE; i++) if (marked[i] > 0) values[i] = 0;
    }
    return [{ ...tile, runs: packRuns(values) }];
  });
}
