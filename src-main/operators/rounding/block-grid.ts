import type { Point } from '../../contract/geometry';
import type { Real, Shape } from '../model/forward-model';
import { assertMask } from '../model/noise-level';

/** What is known of a block's pixels. */
export const BLOCK_KIND = {
  /** All 64 pixels were measured. */
  whole: 0,
  /** The picture's edge cuts the block, and all of its pixels inside the picture were measured. */
  cut: 1,
  /** Some pixels were measured. */
  partial: 2,
  /** No pixel was measured. */
  hidden: 3,
} as const;
export type BlockKind = (typeof BLOCK_KIND)[keyof typeof BLOCK_KIND];

export interface BlockGridOptions {
  /** One plane or three. */
  readonly shape: Shape;
  /** Position of the picture's first sample in the file's pixels; only its place in the 8x8 grid matters. */
  readonly gridOffset?: Point | undefined;
  /** width * height entries, 1 where a pixel was measured; default everywhere. */
  readonly measured?: Uint8Array | undefined;
  /** Counts pixels beyond the picture as unmeasured, so that a block cut by its edge is partial. */
  readonly endsAtEdge?: boolean;
}

/** A picture's 8x8 blocks, in rows from the top; the first and last of a row may reach beyond the picture. */
export interface BlockGrid extends BlockGridOptions {
  /** The first block's corner, at most 7 pixels outside. */
  readonly left: number;
  readonly top: number;
  readonly columns: number;
  readonly kinds: Uint8Array;
}

/** Divides a picture into blocks and finds the kind of each. Throws RangeError for a mask of another size. */
export function blockGrid(options: BlockGridOptions): BlockGrid {
  const { shape, gridOffset, measured } = options;
  if (measured) assertMask(measured, shape);
  const left = -modulo8(gridOffset?.x ?? 0);
  const top = -modulo8(gridOffset?.y ?? 0);
  const columns = Math.ceil((shape.width - left) / 8);
  const kinds = new Uint8Array(columns * Math.ceil((shape.height - top) / 8));
  for (let i = 0; i < kinds.length; i++) {
    kinds[i] = kindOf(options, left + 8 * (i % columns), top + 8 * Math.floor(i / columns));
  }
  return { ...options, left, top, columns, kinds };
}

function modulo8(offset: number): number {
  if (!Number.isInteger(offset)) throw new RangeError(`JPEG grid offset ${offset} is not a whole number`);
  return ((offset % 8) + 8) % 8;
}

function kindOf({ shape, measured, endsAtEdge }: BlockGridOptions, x: number, y: number): BlockKind {
  const right = Math.min(shape.width, x + 8);
  const bottom = Math.min(shape.height, y + 8);
  const [from, first] = [Math.max(0, x), Math.max(0, y)];
  const pixels = (right - from) * (bottom - first);
  let known = pixels;
  if (measured) {
    known = 0;
    for (let row = first; row < bottom; row++) {
      for (let i = row * shape.width + from; i < row * shape.width + right; i++) known += measured[i];
    }
  }
  if (known === 0) return BLOCK_KIND.hidden;
  if (known === 64) return BLOCK_KIND.whole;
  return known === pixels && !endsAtEdge ? BLOCK_KIND.cut : BLOCK_KIND.partial;
}

/**
 * Replaces the residuals of the grid's partial block `index`, 0 where `known` is 0, by the changes of its known pixels, in
 * place.
 */
export type PartialStep = (block: Float64Array, known: Uint8Array, index: number) => void;

/** The part of a block inside the picture (columns `left` to `right` - 1, rows `top` to `bottom` - 1), and its known pixels. */
interface Part {
  readonly known: Uint8Array;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * out = x + F (y - x) on the measured pixels of every block, and x elsewhere. F is `filter` for whole and cut blocks (the
 * missing residuals of a cut block are those of the nearest pixels), and `partial` for partial ones. The pictures have
 * the grid's shape; `out` may be `x`.
 */
export function moveBlocks(
  grid: BlockGrid,
  x: Real,
  y: Real,
  filter: (block: Float64Array) => void,
  partial: PartialStep,
  out: Real,
): void {
  const { shape, left, top, columns, kinds } = grid;
  const { width, channels } = shape;
  const plane = width * shape.height;
  /** The current block's residuals, and which of its pixels are known. */
  const block = new Float64Array(channels * 64);
  const known = new Uint8Array(64);
  for (let i = 0; i < kinds.length; i++) {
    const kind = kinds[i];
    const blockX = left + 8 * (i % columns);
    const blockY = top + 8 * Math.floor(i / columns);
    // Index in the first plane; negative for a block that begins above or left of the picture.
    const start = blockY * width + blockX;
    if (kind === BLOCK_KIND.whole) {
      for (let c = 0; c < channels; c++) gather(x, y, c * plane + start, width, block, c * 64);
      filter(block);
      for (let c = 0; c < channels; c++) scatter(x, out, c * plane + start, width, block, c * 64);
      continue;
    }
    const part = partOf(shape, blockX, blockY, known);
    markKnown(grid.measured, start, width, part);
    if (kind === BLOCK_KIND.cut) {
      for (let c = 0; c < channels; c++) gatherCut(x, y, c * plane, shape, blockX, blockY, block, c * 64);
      filter(block);
    } else if (kind === BLOCK_KIND.partial) {
      for (let c = 0; c < channels; c++) gatherKnown(x, y, c * plane + start, width, part, block, c * 64);
      partial(block, known, i);
    }
    for (let c = 0; c < channels; c++) scatterKnown(x, out, c * plane + start, width, part, block, c * 64);
  }
}

function gather(x: Real, y: Real, start: number, width: number, block: Float64Array, offset: number): void {
  for (let row = 0, i = start, j = offset; row < 8; row++, i += width, j += 8) {
    for (let k = 0; k < 8; k++) block[j + k] = y[i + k] - x[i + k];
  }
}

function scatter(
  x: Real,
  out: Real,
  start: number,
  width: number,
  block: Float64Array,
  offset: number,
): void {
  for (let row = 0, i = start, j = offset; row < 8; row++, i += width, j += 8) {
    for (let k = 0; k < 8; k++) out[i + k] = x[i + k] + block[j + k];
  }
}

/** Like gather, but pixels outside the picture get the residual of the nearest pixel. */
function gatherCut(
  x: Real,
  y: Real,
  start: number,
  { width, height }: Shape,
  blockX: number,
  blockY: number,
  block: Float64Array,
  offset: number,
): void {
  for (let k = 0; k < 64; k++) {
    const column = Math.min(width - 1, Math.max(0, blockX + (k & 7)));
    const row = Math.min(height - 1, Math.max(0, blockY + (k >> 3)));
    const i = start + row * width + column;
    block[offset + k] = y[i] - x[i];
  }
}

function partOf({ width, height }: Shape, blockX: number, blockY: number, known: Uint8Array): Part {
  return {
    known,
    left: Math.max(0, -blockX),
    right: Math.min(8, width - blockX),
    top: Math.max(0, -blockY),
    bottom: Math.min(8, height - blockY),
  };
}

/** Sets the known pixels of a block; pixels beyond the picture are unknown. */
function markKnown(
  measured: Uint8Array | undefined,
  start: number,
  width: number,
  { known, left, right, top, bottom }: Part,
): void {
  known.fill(0);
  for (let row = top; row < bottom; row++) {
    const i = start + row * width;
    for (let k = left; k < right; k++) known[8 * row + k] = measured === undefined ? 1 : measured[i + k];
  }
}

/** Like gather, with zeros for unknown pixels. */
function gatherKnown(
  x: Real,
  y: Real,
  start: number,
  width: number,
  { known, left, right, top, bottom }: Part,
  block: Float64Array,
  offset: number,
): void {
  block.fill(0, offset, offset + 64);
  for (let row = top; row < bottom; row++) {
    const i = start + row * width;
    const j = 8 * row;
    for (let k = left; k < right; k++) {
      if (known[j + k] === 1) block[offset + j + k] = y[i + k] - x[i + k];
    }
  }
}

/** Like scatter, but unknown pixels keep their values of x. */
function scatterKnown(
  x: Real,
  out: Real,
  start: number,
  width: number,
  { known, left, right, top, bottom }: Part,
  block: Float64Array,
  offset: number,
): void {
  for (let row = top; row < bottom; row++) {
    const i = start + row * width;
    const j = 8 * row;
    for (let k = left; k < right; k++) {
      const value = x[i + k];
      out[i + k] = known[j + k] === 1 ? value + block[offset + j + k] : value;
    }
  }
}
