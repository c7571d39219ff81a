import { type FileHandle, open } from 'node:fs/promises';
import type { Extent } from '../contract/geometry';
import { PYRAMID_TILE } from '../contract/window/basics';
import { halve } from './halve';
import { writeAll } from './vips-file';

/** Channels of a displayed picture: sRGB, or sRGB with alpha. */
export type DisplayChannels = 3 | 4;

/** Width and height of every pyramid level, from full size down to one tile. */
export function levelExtents(width: number, height: number): Extent[] {
  const extents = [{ width, height }];
  for (let w = width, h = height; Math.max(w, h) > PYRAMID_TILE; ) {
    w = Math.ceil(w / 2);
    h = Math.ceil(h / 2);
    extents.push({ width: w, height: h });
  }
  return extents;
}

/** A tile's byte position in its level's file, and its size, which is smaller at the right and lower border. */
export function tilePlace(
  level: Extent,
  channels: DisplayChannels,
  column: number,
  row: number,
): { readonly position: number; readonly width: number; readonly height: number } {
  const x = column * PYRAMID_TILE;
  const y = row * PYRAMID_TILE;
  const width = Math.min(PYRAMID_TILE, level.width - x);
  const height = Math.min(PYRAMID_TILE, level.height - y);
  return { position: (y * level.width + x * height) * channels, width, height };
}

/**
 * Writes one level of a pyramid tile by tile, so that a tile is contiguous in the file, and passes the rows at half
 * size to the next level. Holds one row of tiles in memory.
 */
export class DisplayLevel {
  readonly #width: number;
  readonly #height: number;
  readonly #channels: DisplayChannels;
  readonly #file: FileHandle;
  readonly #next: DisplayLevel | undefined;
  readonly #strip: Uint8Array;
  #filled = 0;
  #row = 0;

  private constructor(
    { width, height }: Extent,
    channels: DisplayChannels,
    file: FileHandle,
    next: DisplayLevel | undefined,
  ) {
    this.#width = width;
    this.#height = height;
    this.#channels = channels;
    this.#file = file;
    this.#next = next;
    this.#strip = new Uint8Array(width * channels * Math.min(PYRAMID_TILE, height));
  }

  /** Opens one file per level; `pathOf` names it. */
  static async open(
    extents: readonly Extent[],
    channels: DisplayChannels,
    pathOf: (level: number) => string,
  ): Promise<DisplayLevel> {
    let level: DisplayLevel | undefined;
    try {
      for (let k = extents.length - 1; k >= 0; k--) {
        level = new DisplayLevel(extents[k], channels, await open(pathOf(k), 'w'), level);
      }
    } catch (error) {
      await level?.close();
      throw error;
    }
    if (!level) throw new RangeError('a pyramid without levels');
    return level;
  }

  /** Appends whole rows, from top to bottom. */
  async push(rows: Uint8Array): Promise<void> {
    for (let done = 0; done < rows.length; ) {
      const full = this.#width * this.#channels * Math.min(PYRAMID_TILE, this.#height - this.#row);
      const part = rows.subarray(done, done + full - this.#filled);
      this.#strip.set(part, this.#filled);
      this.#filled += part.length;
      done += part.length;
      if (this.#filled === full) await this.#flush(full);
    }
  }

  async close(): Promise<void> {
    await this.#file.close();
    await this.#next?.close();
  }

  async #flush(bytes: number): Promise<void> {
    const width = this.#width;
    const channels = this.#channels;
    const strip = this.#strip.subarray(0, bytes);
    const rows = bytes / (width * channels);
    const row = this.#row / PYRAMID_TILE;
    const tiles = new Uint8Array(bytes);
    let end = 0;
    for (let column = 0; column * PYRAMID_TILE < width; column++) {
      const place = tilePlace({ width, height: this.#height }, channels, column, row);
      for (let y = 0; y < rows; y++) {
        const start = (y * width + column * PYRAMID_TILE) * channels;
        tiles.set(strip.subarray(start, start + place.width * channels), end);
        end += place.width * channels;
      }
    }
    await writeAll(this.#file, tiles, this.#row * width * channels);
    this.#row += rows;
    this.#filled = 0;
    // Every strip but the last has an even height, so no pair of rows is split.
    if (this.#next) await this.#next.push(halve(strip, width, rows, channels));
  }
}
