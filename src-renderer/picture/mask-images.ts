import { around, type Rectangle } from '../../src-main/contract/geometry';
import { MASK_TILE, wordsOf } from '../../src-main/contract/window/mask-tiles';
import { keyColumn, keyRow } from '../mask/tiles';
import { common } from './scene';

/** Colours of the mask over the picture and alone. */
export const MASK_COLOURS = { overlay: [255, 38, 56], alone: [255, 255, 255] } as const;

/** A part of a tile, in its pixels. */
type Part = Rectangle;

const WHOLE: Part = { x: 0, y: 0, width: MASK_TILE, height: MASK_TILE };

/**
 * A tile's values as the alpha of one colour, reduced by 2^reduction. Each square becomes its greatest value, so that a
 * thin scratch is visible at low zoom. If `former` is an image of the same tile, colour and reduction, only the changed
 * `part` is redrawn on it.
 */
export function maskImage(
  tile: Uint8Array,
  reduction: number,
  [red, green, blue]: readonly [number, number, number],
  former?: HTMLCanvasElement,
  part = WHOLE,
): HTMLCanvasElement {
  const step = 2 ** reduction;
  const side = MASK_TILE / step;
  const words = wordsOf(tile);
  const { image, pixels } = roomFor(side);
  const colour = red | (green << 8) | (blue << 16);
  const left = Math.floor(part.x / step);
  const top = Math.floor(part.y / step);
  const right = Math.ceil((part.x + part.width) / step);
  const bottom = Math.ceil((part.y + part.height) / step);
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      pixels[y * side + x] = colour | (greatest(tile, words, x * step, y * step, step) << 24);
    }
  }
  const canvas = former ?? document.createElement('canvas');
  if (canvas.width !== side) canvas.width = side;
  if (canvas.height !== side) canvas.height = side;
  canvas.getContext('2d')?.putImageData(image, 0, 0, left, top, right - left, bottom - top);
  return canvas;
}

interface Room {
  readonly image: ImageData;
  /** Its pixels as words, with red in the lowest byte, because all supported processors are little-endian. */
  readonly pixels: Int32Array;
}

const rooms = new Map<number, Room>();

/** One buffer per size, because a stroke creates hundreds of images per second. */
function roomFor(side: number): Room {
  const known = rooms.get(side);
  if (known !== undefined) return known;
  const image = new ImageData(side, side);
  const room = { image, pixels: new Int32Array(image.data.buffer) };
  rooms.set(side, room);
  return room;
}

/** Greatest value of a square. */
function greatest(tile: Uint8Array, words: Int32Array, left: number, top: number, step: number): number {
  if (step >= 4) {
    // Most squares are empty or full, which is tested four values at a time.
    let any = 0;
    let all = -1;
    for (let y = top; y < top + step; y++) {
      for (let at = (y * MASK_TILE + left) / 4, end = at + step / 4; at < end; at++) {
        any |= words[at];
        all &= words[at];
      }
    }
    if (any === 0) return 0;
    if (all === -1) return 255;
  }
  let value = 0;
  for (let y = top; y < top + step; y++) {
    for (let at = y * MASK_TILE + left, end = at + step; at < end; at++)
      if (tile[at] > value) value = tile[at];
  }
  return value;
}

/** Images of mask tiles, created when they become visible and again when they change. */
export interface MaskImages {
  /**
   * The image to paint now; after `deadline` (of performance.now()) the previous image, or null. Then `late` is true
   * until the next `begin`, and another frame must follow.
   */
  image(key: number, tile: Uint8Array, wanted: Wanted): HTMLCanvasElement | null;
  begin(deadline: number): void;
  late(): boolean;
  /** Marks tiles as changed, within an area of the picture if given; null marks everything. */
  forget(keys: ReadonlySet<number> | null, within: Rectangle | null): void;
}

export interface Wanted {
  readonly reduction: number;
  readonly shown: 'overlay' | 'alone';
}

interface Known extends Wanted {
  readonly canvas: HTMLCanvasElement;
  /** The part that must be redrawn. */
  readonly stale: Part | null;
}

/** Number of images that are kept; more than a large screen shows. */
const KEPT = 600;

export function createMaskImages(): MaskImages {
  const images = new Map<number, Known>();
  let deadline = Number.POSITIVE_INFINITY;
  let late = false;
  return {
    begin(until) {
      deadline = until;
      late = false;
    },
    late: () => late,
    image(key, tile, wanted) {
      const { reduction, shown } = wanted;
      const known = images.get(key);
      const alike = known?.reduction === reduction && known.shown === shown;
      if (alike && known.stale === null) return known.canvas;
      if (performance.now() > deadline) {
        late = true;
        return known?.shown === shown ? known.canvas : null;
      }
      const part = alike ? (known.stale ?? WHOLE) : WHOLE;
      const canvas = maskImage(tile, reduction, MASK_COLOURS[shown], known?.canvas, part);
      images.delete(key);
      images.set(key, { reduction, shown, canvas, stale: null });
      // There may be more small images of a whole photo, but only large ones need much memory.
      if (reduction < 2) dropOldest(images, KEPT);
      return canvas;
    },
    forget(keys, within) {
      if (keys === null) images.clear();
      else {
        for (const key of keys) {
          const known = images.get(key);
          const part = partOf(key, within);
          if (known === undefined || part === null) continue;
          images.set(key, { ...known, stale: known.stale === null ? part : around(known.stale, part) });
        }
      }
    },
  };
}

/** The part of a tile inside an area of the picture, in whole pixels. */
function partOf(key: number, within: Rectangle | null): Part | null {
  if (within === null) return WHOLE;
  const x = Math.floor(within.x) - keyColumn(key) * MASK_TILE;
  const y = Math.floor(within.y) - keyRow(key) * MASK_TILE;
  // One pixel more, because both ends may lie inside a pixel.
  return common({ x, y, width: Math.ceil(within.width) + 1, height: Math.ceil(within.height) + 1 }, WHOLE);
}

function dropOldest(images: Map<number, Known>, kept: number): void {
  for (const oldest of images.keys()) {
    if (images.size <= kept) return;
    images.delete(oldest);
  }
}
