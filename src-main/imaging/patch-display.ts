import { type FileHandle, open } from 'node:fs/promises';
import type { Rectangle } from '../contract/geometry';
import { PYRAMID_TILE } from '../contract/window/basics';
import { type DisplayChannels, levelExtents, tilePlace } from './display-level';
import { halve } from './halve';
import { readAll, writeAll } from './vips-file';

/** A tile of a pyramid. */
export interface PyramidTile {
  readonly level: number;
  readonly column: number;
  readonly row: number;
}

/** A pyramid on disk. */
export interface Pyramid {
  readonly width: number;
  readonly height: number;
  readonly channels: DisplayChannels;
  pathOf(level: number): string;
}

/**
 * Writes display samples into a rectangle of a pyramid and updates every smaller level. The files are then the same as
 * those of a new pyramid. Returns the changed tiles.
 */
export async function patchPyramid(
  pyramid: Pyramid,
  area: Rectangle,
  samples: Uint8Array,
): Promise<PyramidTile[]> {
  const { channels } = pyramid;
  const extents = levelExtents(pyramid.width, pyramid.height);
  const tiles: PyramidTile[] = [];
  let part = area;
  let values = samples;
  for (const [number, extent] of extents.entries()) {
    const level = { ...extent, channels };
    const file = await open(pyramid.pathOf(number), 'r+');
    try {
      await eachRun(level, part, (position, start, length) =>
        writeAll(file, values.subarray(start, start + length), position),
      );
      tiles.push(...tilesUnder(number, part));
      if (number + 1 === extents.length) break;
      const source = evenly(part, extent);
      const above = await readPart(file, level, source);
      values = halve(above, source.width, source.height, channels);
      part = {
        x: source.x / 2,
        y: source.y / 2,
        width: Math.ceil(source.width / 2),
        height: Math.ceil(source.height / 2),
      };
    } finally {
      await file.close();
    }
  }
  return tiles;
}

interface Level {
  readonly width: number;
  readonly height: number;
  readonly channels: DisplayChannels;
}

/** The area enlarged to whole pairs of rows and columns within the level. */
function evenly({ x, y, width, height }: Rectangle, level: Pick<Level, 'width' | 'height'>): Rectangle {
  const [left, top] = [x - (x % 2), y - (y % 2)];
  const right = Math.min(level.width, 2 * Math.ceil((x + width) / 2));
  const bottom = Math.min(level.height, 2 * Math.ceil((y + height) / 2));
  return { x: left, y: top, width: right - left, height: bottom - top };
}

async function readPart(file: FileHandle, level: Level, area: Rectangle): Promise<Uint8Array> {
  const samples = new Uint8Array(area.width * area.height * level.channels);
  await eachRun(level, area, (position, start, length) =>
    readAll(file, samples.subarray(start, start + length), position),
  );
  return samples;
}

/** Calls `visit` for each row of each tile under an area: its bytes' position in the file, and in the area's samples. */
async function eachRun(
  level: Level,
  area: Rectangle,
  visit: (position: number, start: number, length: number) => Promise<void>,
): Promise<void> {
  const { channels } = level;
  for (const { column, row } of tilesUnder(0, area)) {
    const place = tilePlace(level, channels, column, row);
    const [tileX, tileY] = [column * PYRAMID_TILE, row * PYRAMID_TILE];
    const left = Math.max(area.x, tileX);
    const right = Math.min(area.x + area.width, tileX + place.width);
    const bottom = Math.min(area.y + area.height, tileY + place.height);
    for (let y = Math.max(area.y, tileY); y < bottom; y++) {
      const position = place.position + ((y - tileY) * place.width + left - tileX) * channels;
      const start = ((y - area.y) * area.width + left - area.x) * channels;
      await visit(position, start, (right - left) * channels);
    }
  }
}

function tilesUnder(level: number, { x, y, width, height }: Rectangle): PyramidTile[] {
  const tiles: PyramidTile[] = [];
  const last = (start: number, length: number) => Math.floor((start + length - 1) / PYRAMID_TILE);
  for (let row = Math.floor(y / PYRAMID_TILE); row <= last(y, height); row++) {
    for (let column = Math.floor(x / PYRAMID_TILE); column <= last(x, width); column++) {
      tiles.push({ level, column, row });
    }
  }
  return tiles;
}
