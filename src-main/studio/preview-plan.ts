import type { Recipe } from '../contract/recipe';
import type { PictureArea } from '../contract/window/basics';
import type { Rectangle } from '../imaging/raw-picture';

/** What a preview looks at, and with which recipe. */
export interface PreviewPlan {
  /** A small copy of what is on screen, or a part of it at full size. */
  readonly kind: 'proxy' | 'part';
  /** In whole pixels of the document. */
  readonly area: Rectangle;
  /** Whether some of what is on screen lies outside of the area. */
  readonly isMiddle: boolean;
  /** Pixels of the document per pixel of the copy, along each side; proxies may end up a little finer. */
  readonly factor: number;
}

/** Longest side of what goes through the network. */
export const PREVIEW_SIDE = 512;
/** A Gaussian narrower than this is none on a small copy, in pixels of the copy. */
const LEAST_BLUR = 0.35;
/** A motion shorter than this is none. */
const LEAST_LENGTH = 1;
/** Parts begin at its multiples: the network's stride and the largest block of a JPEG. */
const GRID = 16;

/**
 * Chooses between a small copy of the view and a part of its middle. A copy shows everything, but averaging wipes out
 * what some repairs are about: a JPEG's blocks, the detail that enlarging makes, a blur finer than the copy's pixels.
 *
 * @param view what is on screen, in pixels of the document; may reach beyond it
 * @param offset how far the document's origin lies past a boundary of its JPEG's grid
 * @param byKernel whether the blur is a picture, whose pixels are the photo's own
 */
export function planPreview(
  recipe: Recipe,
  view: PictureArea,
  photo: { readonly width: number; readonly height: number },
  offset: { readonly x: number; readonly y: number } = { x: 0, y: 0 },
  byKernel = false,
): PreviewPlan {
  const seen = clip(view, photo);
  const factor = Math.max(1, Math.max(seen.width, seen.height) / PREVIEW_SIDE);
  const names = new Set(recipe.operator);
  const lost =
    byKernel ||
    names.has('upscale') ||
    names.has('jpeg') ||
    (names.has('deblur-gaussian') && (recipe.blur ?? 0) / factor < LEAST_BLUR) ||
    (names.has('deblur-motion') && (recipe.length ?? 0) / factor < LEAST_LENGTH);
  if (!lost) return { kind: 'proxy', area: seen, isMiddle: false, factor };
  const side = Math.floor(PREVIEW_SIDE / (names.has('upscale') ? (recipe.scale ?? 1) : 1));
  const across = middle(seen.x, seen.width, side, offset.x);
  const down = middle(seen.y, seen.height, side, offset.y);
  const area = { x: across.start, y: down.start, width: across.length, height: down.length };
  return { kind: 'part', area, isMiddle: !across.isWhole || !down.isWhole, factor: 1 };
}

/** The recipe for a copy `factor` times smaller: averaging takes as much from the noise, and a blur shrinks with it. */
export function scaleRecipe(recipe: Recipe, factor: number): Recipe {
  return {
    ...recipe,
    noise: recipe.noise / factor,
    ...(recipe.blur !== undefined && { blur: recipe.blur / factor }),
    ...(recipe.length !== undefined && { length: Math.max(1, recipe.length / factor) }),
    detail: 0,
    samples: 1,
  };
}

function clip(view: PictureArea, { width, height }: { width: number; height: number }): Rectangle {
  const x = Math.min(width - 1, Math.max(0, Math.floor(view.x)));
  const y = Math.min(height - 1, Math.max(0, Math.floor(view.y)));
  return {
    x,
    y,
    width: Math.max(1, Math.min(width, Math.ceil(view.x + view.width)) - x),
    height: Math.max(1, Math.min(height, Math.ceil(view.y + view.height)) - y),
  };
}

/** At most `side` pixels of an interval's middle, beginning on the grid where that doesn't leave the interval. */
function middle(start: number, length: number, side: number, offset: number) {
  const kept = Math.min(length, side);
  const ideal = start + Math.floor((length - kept) / 2);
  const aligned = Math.floor((ideal + offset) / GRID) * GRID - offset;
  const first = aligned < 0 ? ideal : aligned;
  // What begins earlier for the grid's sake ends no earlier for it, as far as there is room.
  const reached = Math.min(side, kept + ideal - first);
  return { start: first, length: reached, isWhole: first + reached >= start + length };
}
