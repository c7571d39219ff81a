import { open } from 'node:fs/promises';
import type { Rectangle } from '../contract/geometry';
import { MASK_TILE, type MaskTile, unpackRuns } from '../contract/window/mask-tiles';
import type { RawPicture } from './raw-picture';
import { writeAll } from './vips-file';

/**
 * Writes a part of a mask as a raw picture: `area` in whole pixels of the mask, each repeated `scale` times along both
 * sides for a result that is `scale` times larger. The tiles may lie anywhere.
 */
export async function writeMaskPart(
  tiles: readonly MaskTile[],
  area: Rectangle,
  scale: number,
  rawPath: string,
): Promise<RawPicture> {
  const [width, height] = [area.width * scale, area.height * scale];
  const samples = new Uint8Array(width * height);
  for (const { column, row, runs } of tiles) {
    const values = unpackRuns(runs);
    const [left, top] = [column * MASK_TILE, row * MASK_TILE];
    const [fromX, toX] = [Math.max(area.x, left), Math.min(area.x + area.width, left + MASK_TILE)];
    const [fromY, toY] = [Math.max(area.y, top), Math.min(area.y + area.height, top + MASK_TILE)];
    for (let y = (fromY - area.y) * scale; y < (toY - area.y) * scale; y++) {
      const line = (Math.floor(y / scale) + area.y - top) * MASK_TILE + area.x - left;
      for (let x = (fromX - area.x) * scale; x < (toX - area.x) * scale; x++) {
        samples[y * width + x] = values[line + Math.floor(x / scale)];
      }
    }
  }
  const file = await open(rawPath, 'w');
  try {
    await writeAll(file, samples, 0);
  } finally {
    await file.close();
  }
  return { path: rawPath, width, height, channels: 1, depth: 8 };
}
