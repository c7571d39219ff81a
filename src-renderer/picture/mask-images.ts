import { MASK_TILE } from '../../src-main/contract/window/mask-tiles';

/** Colours of the mask: over the picture, and alone. */
export const MASK_COLOURS = { overlay: [255, 38, 56], alone: [255, 255, 255] } as const;

/**
 * A tile's values, 2^reduction pixels a side at a time, as the alpha of one colour. The greatest value of a square
 * stands for it, so that a thin scratch is seen from afar.
 */
export function maskImage(
  tile: Uint8Array,
  reduction: number,
  colour: readonly [number, number, number],
): HTMLCanvasElement {
  const step = 2 ** reduction;
  const side = MASK_TILE / step;
  const image = new ImageData(side, side);
  const { data } = image;
  const [red, green, blue] = colour;
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const at = 4 * (y * side + x);
      data[at] = red;
      data[at + 1] = green;
      data[at + 2] = blue;
      data[at + 3] = greatest(tile, x * step, y * step, step);
    }
  }
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  canvas.getContext('2d')?.putImageData(image, 0, 0);
  return canvas;
}

function greatest(tile: Uint8Array, left: number, top: number, step: number): number {
  let value = 0;
  for (let y = top; y < top + step; y++) {
    for (let x = left; x < left + step; x++) value = Math.max(value, tile[y * MASK_TILE + x] ?? 0);
  }
  return value;
}

/** Images of mask tiles, made when they are first seen and again when they changed. */
export interface MaskImages {
  image(key: number, tile: Uint8Array, reduction: number, shown: 'overlay' | 'alone'): HTMLCanvasElement;
  /** What changed is made anew; null: everything. */
  forget(keys: ReadonlySet<number> | null): void;
}

/** How many images are kept; more than a large screen shows. */
const KEPT = 600;

export function createMaskImages(): MaskImages {
  const images = new Map<number, { reduction: number; shown: string; canvas: HTMLCanvasElement }>();
  return {
    image(key, tile, reduction, shown) {
      const known = images.get(key);
      if (known !== undefined && known.reduction === reduction && known.shown === shown) return known.canvas;
      const canvas = maskImage(tile, reduction, MASK_COLOURS[shown]);
      images.delete(key);
      images.set(key, { reduction, shown, canvas });
      // Small images of a whole photo may be more; only large ones weigh anything.
      if (reduction < 2 && images.size > KEPT) {
        for (const oldest of images.keys()) {
          if (images.size <= KEPT) break;
          images.delete(oldest);
        }
      }
      return canvas;
    },
    forget(keys) {
      if (keys === null) images.clear();
      else for (const key of keys) images.delete(key);
    },
  };
}
