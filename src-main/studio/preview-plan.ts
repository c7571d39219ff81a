import type { Extent, Point, Rectangle } from '../contract/geometry';
import { SPECS, specOf } from '../contract/operators';
import type { AnyRecipe, Recipe } from '../contract/recipe';
import { enlargementOf } from '../contract/recipe-facts';

/** The input of a preview. */
export interface PreviewPlan {
  /** A small copy of the visible area, or a part of it at full size. */
  readonly kind: 'proxy' | 'part';
  /** In whole pixels of the document. */
  readonly area: Rectangle;
  /** Whether a part of the visible area is outside this area. */
  readonly isMiddle: boolean;
  /** Pixels of the document per pixel of the copy, along each side; proxies may end up a little finer. */
  readonly factor: number;
}

/** Longest side of the network's input. */
export const PREVIEW_SIDE = 512;
/** Parts begin at multiples of this: the network's stride, and the largest block of a JPEG. */
const GRID = 16;

/**
 * Chooses between a small copy of the view and a part of its middle. A copy shows everything, but averaging removes the
 * effect of some repairs: a JPEG's blocks, the detail that enlarging adds, a blur finer than the copy's pixels.
 *
 * @param view the visible area, in pixels of the document; may extend beyond it
 * @param offset distance of the document's origin from a boundary of its JPEG's grid
 * @param byKernel whether the blur is a picture, whose pixels are the photo's own
 */
export function planPreview(
  recipe: Recipe,
  view: Rectangle,
  photo: Extent,
  offset: Point = { x: 0, y: 0 },
  byKernel = false,
): PreviewPlan {
  const seen = clip(view, photo);
  const factor = Math.max(1, Math.max(seen.width, seen.height) / PREVIEW_SIDE);
  if (!byKernel && survivesCopying(recipe, factor))
    return { kind: 'proxy', area: seen, isMiddle: false, factor };
  const side = Math.floor(PREVIEW_SIDE / enlargementOf(recipe));
  const across = middle(seen.x, seen.width, side, offset.x);
  const down = middle(seen.y, seen.height, side, offset.y);
  const area = { x: across.start, y: down.start, width: across.length, height: down.length };
  return { kind: 'part', area, isMiddle: !across.isWhole || !down.isWhole, factor: 1 };
}

/** Whether a copy `factor` times smaller still shows the effect of all of a recipe's operators. */
export function survivesCopying(recipe: AnyRecipe, factor: number): boolean {
  return recipe.operator.every((name) => {
    const { preview } = specOf(name);
    if (typeof preview === 'string') return preview === 'copy';
    const width = recipe[preview.field];
    return typeof width === 'number' && width / factor >= preview.least;
  });
}

/** The recipe for a copy `factor` times smaller: noise and blur become smaller by the same factor. */
export function scaleRecipe(recipe: Recipe, factor: number): Recipe {
  const all: AnyRecipe = recipe;
  const shrunk = SPECS.flatMap(({ fields }) => Object.entries(fields)).flatMap(([name, field]) => {
    const value = all[name];
    if (field.kind !== 'number' || !field.shrinks || typeof value !== 'number') return [];
    return [[name, Math.max(field.range.min, value / factor)] as const];
  });
  const { grain = 0, noise } = recipe;
  const grainy = grain > 0 && { noise: noise * shrunkGrain(grain, factor) };
  return { ...recipe, ...Object.fromEntries(shrunk), ...grainy, detail: 0, samples: 1 };
}

/**
 * The factor by which averaging over blocks reduces the level of grain; correlated pixels are reduced less. For white
 * noise it is 1 / factor.
 */
function shrunkGrain(correlation: number, factor: number): number {
  return Math.sqrt((correlation ** 2 + 1 / 12) / (correlation ** 2 + factor ** 2 / 12));
}

function clip(view: Rectangle, { width, height }: Extent): Rectangle {
  const x = Math.min(width - 1, Math.max(0, Math.floor(view.x)));
  const y = Math.min(height - 1, Math.max(0, Math.floor(view.y)));
  return {
    x,
    y,
    width: Math.max(1, Math.min(width, Math.ceil(view.x + view.width)) - x),
    height: Math.max(1, Math.min(height, Math.ceil(view.y + view.height)) - y),
  };
}

/** At most `side` pixels of an interval's middle, aligned to the grid if possible. */
function middle(start: number, length: number, side: number, offset: number) {
  const kept = Math.min(length, side);
  const ideal = start + Math.floor((length - kept) / 2);
  const aligned = Math.floor((ideal + offset) / GRID) * GRID - offset;
  const first = aligned < 0 ? ideal : aligned;
  // If the alignment moved the start, the end stays where it was, as far as `side` allows.
  const reached = Math.min(side, kept + ideal - first);
  return { start: first, length: reached, isWhole: first + reached >= start + length };
}
