import { open, rm } from 'node:fs/promises';
import { badRequest } from '../contract/errors';
import type { Extent, Rectangle } from '../contract/geometry';
import { isDamaged } from '../contract/mask';
import { said } from '../contract/said';
import { MASK_TILE, type MaskTile, packRuns, unpackRuns } from '../contract/window/mask-tiles';
import type { RawPicture } from './raw-picture';
import { readStrips } from './strips';
import { writeAll } from './vips-file';

/**
 * Writes a mask of the given size as a raw picture (one channel of 8 bits, as painted) and counts its damaged pixels.
 * Throws a PlainError if a tile lies outside. No file remains after an error or an abort.
 */
export async function writeMask(
  tiles: readonly MaskTile[],
  { width, height }: Extent,
  rawPath: string,
  options: { readonly signal?: AbortSignal | undefined } = {},
): Promise<{ mask: RawPicture; damaged: number }> {
  const rows = byRow(tiles, width, height);
  let damaged = 0;
  const file = await open(rawPath, 'w');
  try {
    for (let y = 0; y < height; y += MASK_TILE) {
      options.signal?.throwIfAborted();
      const band = new Uint8Array(width * Math.min(MASK_TILE, height - y));
      for (const tile of rows.get(y / MASK_TILE) ?? []) copyInto(band, tile, width);
      for (const value of band) if (isDamaged(value)) damaged++;
      await writeAll(file, band, y * width);
    }
  } catch (error) {
    await rm(rawPath, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  return { mask: { path: rawPath, width, height, channels: 1, depth: 8 }, damaged };
}

/** Returns the tiles of a mask (one channel of 8 bits) that aren't all 0, row by row. */
export async function maskToTiles(mask: RawPicture, signal?: AbortSignal): Promise<MaskTile[]> {
  if (mask.channels !== 1 || mask.depth !== 8) throw new RangeError('a mask has one channel of 8 bits');
  const tiles: MaskTile[] = [];
  for await (const { y, samples } of readStrips(mask, { rows: MASK_TILE, signal })) {
    tiles.push(...bandToTiles(Uint8Array.from(samples), mask.width, y / MASK_TILE));
  }
  return tiles;
}

/** Returns the tiles of a band of at most MASK_TILE rows that aren't all 0. */
export function bandToTiles(band: Uint8Array, width: number, row: number): MaskTile[] {
  const tiles: MaskTile[] = [];
  const rows = band.length / width;
  for (let column = 0; column * MASK_TILE < width; column++) {
    const values = new Uint8Array(MASK_TILE * MASK_TILE);
    const count = Math.min(MASK_TILE, width - column * MASK_TILE);
    let any = 0;
    for (let y = 0; y < rows; y++) {
      const start = y * width + column * MASK_TILE;
      for (let x = 0; x < count; x++) {
        any |= band[start + x];
        values[y * MASK_TILE + x] = band[start + x];
      }
    }
    if (any > 0) tiles.push({ column, row, runs: packRuns(values) });
  }
  return tiles;
}

function byRow(tiles: readonly MaskTile[], width: number, height: number): Map<number, MaskTile[]> {
  const rows = new Map<number, MaskTile[]>();
  for (const tile of tiles) {
    if (tile.column * MASK_TILE >= width || tile.row * MASK_TILE >= height) {
      throw badRequest(said('maskBeyond', { size: `${width}x${height}` }));
    }
    const row = rows.get(tile.row);
    if (row) row.push(tile);
    else rows.set(tile.row, [tile]);
  }
  return rows;
}

function copyInto(band: Uint8Array, tile: MaskTile, width: number): void {
  const values = unpackRuns(tile.runs);
  const x = tile.column * MASK_TILE;
  const count = Math.min(MASK_TILE, width - x);
  for (let y = 0; y * width < band.length; y++) {
    band.set(values.subarray(y * MASK_TILE, y * MASK_TILE + count), y * width + x);
  }
}

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
