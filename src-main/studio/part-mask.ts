import { rm } from 'node:fs/promises';
import type { Extent, Rectangle } from '../contract/geometry';
import { MASK_TILE, type MaskTile } from '../contract/window/mask-tiles';
import type { RawPicture } from '../imaging/raw-picture';
import type { Engine } from '../jobs/engine';

/** A raw mask around a part of a document, and the part's area in it. */
export interface PartMask {
  readonly mask: RawPicture;
  readonly area: Rectangle;
}

/** Writes only the tiles under `area` (in pixels of a `width` x `height` document), so that other tiles cost nothing. */
export async function writePartMask(
  engine: Engine,
  tiles: readonly MaskTile[],
  { width, height }: Extent,
  area: Rectangle,
  rawPath: string,
  signal: AbortSignal,
): Promise<PartMask> {
  const left = Math.floor(area.x / MASK_TILE);
  const top = Math.floor(area.y / MASK_TILE);
  const right = Math.ceil((area.x + area.width) / MASK_TILE);
  const bottom = Math.ceil((area.y + area.height) / MASK_TILE);
  const under = tiles.filter(
    ({ column, row }) => column >= left && column < right && row >= top && row < bottom,
  );
  const { mask } = await engine.imaging.request(
    'writeMask',
    {
      tiles: under.map((tile) => ({ ...tile, column: tile.column - left, row: tile.row - top })),
      width: Math.min(width, right * MASK_TILE) - left * MASK_TILE,
      height: Math.min(height, bottom * MASK_TILE) - top * MASK_TILE,
      rawPath,
    },
    { signal },
  );
  return { mask, area: { ...area, x: area.x - left * MASK_TILE, y: area.y - top * MASK_TILE } };
}

/** Cuts the part out of its mask; with `maxSide` it is reduced like the photo. */
export async function cutMask(
  engine: Engine,
  { mask, area }: PartMask,
  maxSide: number | undefined,
  rawPath: string,
  signal: AbortSignal,
): Promise<RawPicture> {
  try {
    if (maxSide === undefined) {
      const crop = { raw: mask, area, angle: 0, rawPath };
      return await engine.imaging.request('cropRaw', crop, { signal });
    }
    const copy = { raw: mask, area, maxSide, mask: true, rawPath };
    return (await engine.imaging.request('proxy', copy, { signal })).raw;
  } finally {
    await rm(mask.path, { force: true });
  }
}
