import { MASK_TILE, wordsOf } from '../../src-main/contract/window/mask-tiles';

/** Colours of the mask: over the picture, and alone. */
export const MASK_COLOURS = { overlay: [255, 38, 56], alone: [255, 255, 255] } as const;

/**
 * A tile's values, 2^reduction pixels a side at a time, as the alpha of one colour. The greatest value of a square
 * stands for it, so that a thin scratch is seen from afar. `former`, of any size, is written over.
 */
export function maskImage(
  tile: Uint8Array,
  reduction: number,
  colour: readonly [number, number, number],
  former?: HTMLCanvasElement,
): HTMLCanvasElement {
  const step = 2 ** reduction;
  const side = MASK_TILE / step;
  const words = step >= 4 ? wordsOf(tile) : null;
  const image = roomFor(side);
  const { data } = image;
  const [red, green, blue] = colour;
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const at = 4 * (y * side + x);
      data[at] = red;
      data[at + 1] = green;
      data[at + 2] = blue;
      data[at + 3] =
        words !== null && isEmpty(words, x * step, y * step, step)
          ? 0
          : greatest(tile, x * step, y * step, step);
    }
  }
  const canvas = former ?? document.createElement('canvas');
  if (canvas.width !== side) canvas.width = side;
  if (canvas.height !== side) canvas.height = side;
  canvas.getContext('2d')?.putImageData(image, 0, 0);
  return canvas;
}

/** Whether a square of a multiple of four is 0 throughout, as most are. */
function isEmpty(words: Int32Array, left: number, top: number, step: number): boolean {
  let any = 0;
  for (let y = top; y < top + step; y++) {
    for (let at = (y * MASK_TILE + left) / 4, end = at + step / 4; at < end; at++) any |= words[at];
  }
  return any === 0;
}

const rooms = new Map<number, ImageData>();

/** One image of each size: a stroke makes hundreds a second. */
function roomFor(side: number): ImageData {
  const room = rooms.get(side) ?? new ImageData(side, side);
  rooms.set(side, room);
  return room;
}

function greatest(tile: Uint8Array, left: number, top: number, step: number): number {
  let value = 0;
  for (let y = top; y < top + step; y++) {
    for (let at = y * MASK_TILE + left, end = at + step; at < end; at++)
      if (tile[at] > value) value = tile[at];
  }
  return value;
}

/** Images of mask tiles, made when they are first seen and again when they changed. */
export interface MaskImages {
  /**
   * The image to paint now: after `deadline` (of performance.now()) what there was before, or null. Then `late` is true
   * until the next `begin`, and another frame has to follow.
   */
  image(key: number, tile: Uint8Array, wanted: Wanted): HTMLCanvasElement | null;
  begin(deadline: number): void;
  late(): boolean;
  /** What changed is made anew; null: everything. */
  forget(keys: ReadonlySet<number> | null): void;
}

export interface Wanted {
  readonly reduction: number;
  readonly shown: 'overlay' | 'alone';
}

interface Known extends Wanted {
  readonly canvas: HTMLCanvasElement;
  readonly stale: boolean;
}

/** How many images are kept; more than a large screen shows. */
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
      if (known?.reduction === reduction && known.shown === shown && !known.stale) return known.canvas;
      if (performance.now() > deadline) {
        late = true;
        return known?.shown === shown ? known.canvas : null;
      }
      const canvas = maskImage(tile, reduction, MASK_COLOURS[shown], known?.canvas);
      images.delete(key);
      images.set(key, { reduction, shown, canvas, stale: false });
      // Small images of a whole photo may be more; only large ones weigh anything.
      if (reduction < 2) dropOldest(images, KEPT);
      return canvas;
    },
    forget(keys) {
      if (keys === null) images.clear();
      else {
        for (const key of keys) {
          const known = images.get(key);
          if (known !== undefined) images.set(key, { ...known, stale: true });
        }
      }
    },
  };
}

function dropOldest(images: Map<number, Known>, kept: number): void {
  for (const oldest of images.keys()) {
    if (images.size <= kept) return;
    images.delete(oldest);
  }
}
