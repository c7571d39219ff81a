import type { FileHandle } from 'node:fs/promises';
import type { Rectangle } from '../../contract/geometry';
import { type RawPicture, readRectangle } from '../../imaging/raw-picture';
import { boxMean } from '../box-mean';
import { lumaOf, readColours } from '../plane';
import { median } from '../quantile';
import type { DamageMap } from './map';
import { withMargin } from './parts';

/** How much each pixel of a picture stands out, for lines that are sought along many pixels. */
export interface LineEvidence {
  readonly width: number;
  readonly height: number;
  /** Computes the evidence of an area. */
  load(area: Rectangle): Promise<void>;
  /**
   * Standard deviations by which a loaded point is brighter than its surroundings (below 0: darker), interpolated
   * bilinearly between pixel centres; undefined outside the picture.
   */
  at(x: number, y: number): number | undefined;
  /** The luma of a loaded point, in levels; undefined outside the picture. */
  luma(x: number, y: number): number | undefined;
}

/** Side of the tiles that are computed one by one, in pixels. */
const TILE = 256;
/** Radius of a pixel's surroundings: wider than thin scratches, narrower than most shapes in a photo. */
const AROUND = 7;
/** Least noise in levels: that of rounding. */
const ROUNDING = 0.35;
/** Evidence is limited to so many standard deviations. */
const MOST = 5;
/** Log odds of the finder's map that count as one standard deviation. */
const ODDS = 1.5;

/**
 * The evidence of a photo: its luma minus the luma of its surroundings, in units of its noise. If the damage finder's
 * map exists, its log odds, less those of most of the photo, are added in the same direction.
 */
export function lineEvidence(
  file: FileHandle,
  raw: RawPicture,
  found?: { readonly file: FileHandle; readonly map: DamageMap },
): LineEvidence {
  const { width, height } = raw;
  const tiles = new Map<number, EvidenceTile>();
  const columns = Math.ceil(width / TILE);
  const make = async (column: number, row: number) => {
    const area = {
      x: column * TILE,
      y: row * TILE,
      width: Math.min(TILE, width - column * TILE),
      height: Math.min(TILE, height - row * TILE),
    };
    const tile = await standardised(file, raw, area);
    if (found) addOdds(tile.evidence, await readRectangle(found.file, found.map, area));
    tiles.set(row * columns + column, tile);
  };
  const pixel = (x: number, y: number, plane: 'evidence' | 'luma'): number => {
    const tile = tiles.get(Math.floor(y / TILE) * columns + Math.floor(x / TILE));
    if (!tile) return 0;
    return tile[plane][(y - tile.area.y) * tile.area.width + x - tile.area.x];
  };
  const between = (x: number, y: number, plane: 'evidence' | 'luma'): number | undefined => {
    const [left, top] = [Math.floor(x), Math.floor(y)];
    if (left < 0 || top < 0 || x > width - 1 || y > height - 1) return undefined;
    const [across, down] = [x - left, y - top];
    const [right, bottom] = [Math.min(left + 1, width - 1), Math.min(top + 1, height - 1)];
    const upper = (1 - across) * pixel(left, top, plane) + across * pixel(right, top, plane);
    const lower = (1 - across) * pixel(left, bottom, plane) + across * pixel(right, bottom, plane);
    return (1 - down) * upper + down * lower;
  };
  return {
    width,
    height,
    load: async (area) => {
      const part = withMargin(area, 1, raw);
      for (let row = Math.floor(part.y / TILE); row * TILE < part.y + part.height; row++) {
        for (let column = Math.floor(part.x / TILE); column * TILE < part.x + part.width; column++) {
          if (!tiles.has(row * columns + column)) await make(column, row);
        }
      }
    },
    at: (x, y) => between(x, y, 'evidence'),
    luma: (x, y) => between(x, y, 'luma'),
  };
}

interface EvidenceTile {
  readonly area: Rectangle;
  readonly evidence: Float32Array;
  readonly luma: Float32Array;
}

async function standardised(file: FileHandle, raw: RawPicture, area: Rectangle): Promise<EvidenceTile> {
  const around = withMargin(area, AROUND, raw);
  const plane = lumaOf(await readColours(file, raw, around));
  const mean = boxMean(plane, AROUND);
  const data = new Float32Array(area.width * area.height);
  const luma = new Float32Array(data.length);
  for (let y = 0, i = 0; y < area.height; y++) {
    const start = (y + area.y - around.y) * around.width + area.x - around.x;
    for (let x = 0; x < area.width; x++, i++) {
      luma[i] = plane.data[start + x];
      data[i] = luma[i] - mean.data[start + x];
    }
  }
  // The median of distances from 0 is 0.6745 standard deviations of a normal distribution.
  const noise = Math.max(ROUNDING, median(data.map(Math.abs)) / 0.6745);
  for (let i = 0; i < data.length; i++) data[i] = Math.max(-MOST, Math.min(MOST, data[i] / noise));
  return { area, evidence: data, luma };
}

function addOdds(data: Float32Array, map: ArrayLike<number>): void {
  const odds = Float32Array.from(map, (byte) => Math.log((byte + 0.5) / (255.5 - byte)));
  const usual = median(odds);
  for (let i = 0; i < data.length; i++) {
    const more = Math.max(0, Math.min(MOST, (odds[i] - usual) / ODDS));
    data[i] += data[i] < 0 ? -more : more;
  }
}
