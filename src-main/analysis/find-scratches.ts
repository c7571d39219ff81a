import type { FileHandle } from 'node:fs/promises';
import { MASK_TILE, type MaskTile, packRuns } from '../contract/window/mask-tiles';
import type { RawPicture } from '../imaging/raw-picture';
import { estimateNoise } from './noise';
import { withPicture } from './plane';
import { readReducedLuma } from './read-luma';
import { samplePicture } from './sample-picture';
import { markScratches } from './scratch-detector';

/** Side of the parts that are analysed one by one, in analysed pixels: a multiple of the mask's tiles. */
const PART = 4 * MASK_TILE;
/** Width of the surroundings read with a part: more than the detector's windows reach. */
const HALO = 96;
/** Larger pictures are analysed at a reduced size, because their scratches are wider. */
const MOST_PIXELS = 4_000_000;

/**
 * The mask of everything that looks like scratches and dust, as tiles (255 where damaged, softer at the edge).
 * `sensitivity` is from 0 (only obvious damage) to 1. Works part by part, so that memory doesn't grow with the picture;
 * `signal` is checked between parts.
 */
export async function findScratches(
  raw: RawPicture,
  sensitivity: number,
  signal?: AbortSignal,
): Promise<MaskTile[]> {
  const factor = Math.max(1, Math.round(Math.sqrt((raw.width * raw.height) / MOST_PIXELS)));
  const noise = estimateNoise((await samplePicture(raw, signal)).lumas) / factor;
  const tiles: MaskTile[] = [];
  await withPicture(raw, async (file) => {
    for (let y = 0; y < raw.height; y += PART * factor) {
      for (let x = 0; x < raw.width; x += PART * factor) {
        await nextTurn(signal);
        const part = await markPart(file, raw, { x, y, factor, noise, sensitivity });
        tiles.push(...tilesOf(part, raw, { x, y, factor }));
      }
    }
  });
  return tiles;
}

/** Lets the process handle other requests and a cancellation. */
async function nextTurn(signal: AbortSignal | undefined): Promise<void> {
  await new Promise((done) => setImmediate(done));
  signal?.throwIfAborted();
}

interface Part {
  readonly x: number;
  readonly y: number;
  readonly factor: number;
}

interface Marks {
  readonly values: Uint8Array;
  readonly width: number;
  /** Index of the part's first pixel. */
  readonly start: number;
}

async function markPart(
  file: FileHandle,
  raw: RawPicture,
  { x, y, factor, noise, sensitivity }: Part & { noise: number; sensitivity: number },
): Promise<Marks> {
  const halo = HALO * factor;
  const [left, top] = [Math.max(0, x - halo), Math.max(0, y - halo)];
  const width = Math.min(raw.width, x + PART * factor + halo) - left;
  const height = Math.min(raw.height, y + PART * factor + halo) - top;
  const luma = await readReducedLuma(file, raw, { x: left, y: top, width, height }, factor);
  return {
    values: markScratches(luma, noise, sensitivity),
    width: luma.width,
    start: ((y - top) / factor) * luma.width + (x - left) / factor,
  };
}

function tilesOf({ values, width, start }: Marks, raw: RawPicture, { x, y, factor }: Part): MaskTile[] {
  const tiles: MaskTile[] = [];
  const right = Math.min(raw.width, x + PART * factor);
  const bottom = Math.min(raw.height, y + PART * factor);
  for (let top = y; top < bottom; top += MASK_TILE) {
    for (let left = x; left < right; left += MASK_TILE) {
      const tile = new Uint8Array(MASK_TILE * MASK_TILE);
      let any = 0;
      for (let row = 0; row < Math.min(MASK_TILE, bottom - top); row++) {
        const line = start + Math.floor((top - y + row) / factor) * width;
        for (let column = 0; column < Math.min(MASK_TILE, right - left); column++) {
          const value = values[line + Math.floor((left - x + column) / factor)];
          any |= value;
          tile[row * MASK_TILE + column] = value;
        }
      }
      if (any > 0) tiles.push({ column: left / MASK_TILE, row: top / MASK_TILE, runs: packRuns(tile) });
    }
  }
  return tiles;
}
