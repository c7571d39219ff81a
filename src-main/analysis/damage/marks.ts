import type { Rectangle } from '../../contract/geometry';
import { MASK_TILE, type MaskTile, packRuns } from '../../contract/window/mask-tiles';
import { readRectangle } from '../../imaging/raw-picture';
import { dilate, erode } from '../morphology';
import { type Plane, withPicture } from '../plane';
import type { DamageMap } from './map';
import { partsInTurn, withMargin } from './parts';
import { reductionsOf } from './probability';

/** Log odds of the least probability that is marked, at sensitivity 0 and 1. */
const STRICT = 3.8;
const LAX = -1.7;
/** Within so many pixels of a marked one a lower probability is enough: damage fades at its ends and edges. */
const NEAR = 3;
const SHARE_NEAR = 0.7;
/** Radius by which marks grow, because damage has soft edges. */
export const GROWTH = 1;
/** The mark of one more pixel around, where the restoration is blended half and half with the photo. */
export const FADE = 191;
/**
 * Half the width of the widest damage that is marked, in pixels of the middle reduction. The network sometimes takes a
 * white sky for a torn edge. Wider damage is left to the user, who sees it at once.
 */
const WIDEST = 7;
/** Damage that is too wide is left out with a fringe of so many pixels. */
const FRINGE = 4;
/** Margin around a part, in pixels; marks never spread as far. */
const MARGIN = 48;

/** The least probability that is marked, for a sensitivity from 0 (only obvious damage) to 1 (all possible damage). */
export function leastProbability(sensitivity: number): number {
  return 1 / (1 + Math.exp(-(STRICT + (LAX - STRICT) * sensitivity)));
}

/**
 * Marks damage with 255 where its probability (a plane of 0 to 255) is large enough for the sensitivity, grown by a pixel, and
 * the pixels around it with FADE. Damage wider than 2 `widest` + 1 pixels isn't marked.
 */
export function marksOf(probability: Plane, sensitivity: number, widest = WIDEST): Uint8Array {
  const least = 255 * leastProbability(sensitivity);
  const { width, height, data } = probability;
  const sure = { width, height, data: data.map((value) => (value >= least ? 255 : 0)) };
  const tooWide = dilate(erode(sure, widest), widest + FRINGE).data;
  const narrow = { width, height, data: sure.data.map((value, i) => (tooWide[i] > 0 ? 0 : value)) };
  const reached = dilate(narrow, NEAR).data;
  const isMarked = (value: number, i: number) =>
    reached[i] > 0 && tooWide[i] === 0 && value >= SHARE_NEAR * least;
  const marked = data.map((value, i) => (isMarked(value, i) ? 255 : 0));
  const grown = dilate({ width, height, data: marked }, GROWTH);
  const around = dilate(grown, 1).data;
  return Uint8Array.from(grown.data, (value, i) => value || Math.min(around[i], FADE));
}

/** The marks of a damage map as tiles of a mask; empty tiles are left out. Checks `signal` between parts. */
export async function damageTiles(
  map: DamageMap,
  sensitivity: number,
  signal?: AbortSignal,
): Promise<MaskTile[]> {
  const tiles: MaskTile[] = [];
  // Large pictures are also analysed at a quarter of their size, where wider damage is found.
  const widest = reductionsOf(map).length > 2 ? 2 * WIDEST : WIDEST;
  await withPicture(map, async (file) => {
    for await (const part of partsInTurn(map, signal)) {
      const area = withMargin(part, MARGIN, map);
      const bytes = await readRectangle(file, map, area);
      // Most parts of a picture have nothing to mark.
      if (!bytes.some((value) => value >= 255 * leastProbability(sensitivity))) continue;
      const marks = marksOf({ ...area, data: Float32Array.from(bytes) }, sensitivity, widest);
      tiles.push(...tilesOf(marks, area, part));
    }
  });
  return tiles;
}

/** The tiles of a part, whose marks are those of an area around it. */
function tilesOf(marks: Uint8Array, area: Rectangle, part: Rectangle): MaskTile[] {
  const tiles: MaskTile[] = [];
  const [right, bottom] = [part.x + part.width, part.y + part.height];
  for (let top = part.y; top < bottom; top += MASK_TILE) {
    for (let left = part.x; left < right; left += MASK_TILE) {
      const tile = new Uint8Array(MASK_TILE * MASK_TILE);
      const across = Math.min(MASK_TILE, right - left);
      for (let row = 0; row < Math.min(MASK_TILE, bottom - top); row++) {
        const start = (top + row - area.y) * area.width + left - area.x;
        tile.set(marks.subarray(start, start + across), row * MASK_TILE);
      }
      if (tile.some((value) => value > 0))
        tiles.push({ column: left / MASK_TILE, row: top / MASK_TILE, runs: packRuns(tile) });
    }
  }
  return tiles;
}
