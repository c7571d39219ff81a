import { STREAM, uniformAt } from '../noise/philox';

/**
 * The evaluation's inpainting masks, which the Python side draws identically (models/training/README.md, "Evaluation
 * protocol"): 1 where a pixel is measured, 0 where it is missing, in row order, `size` x `size` pixels.
 */

/** A mask with six strokes and two boxes missing. */
export function strokesMask(seed: number, size: number): Uint8Array {
  const next = scalars(seed);
  const measured = new Uint8Array(size * size).fill(1);
  for (let stroke = 0; stroke < 6; stroke++) {
    const [x0, y0, x1, y1] = [size * next(), size * next(), size * next(), size * next()];
    const radius = 1 + 3 * next();
    strike(measured, size, (x, y) => squaredDistance(x, y, x0, y0, x1, y1) <= radius * radius);
  }
  for (let box = 0; box < 2; box++) {
    const [width, height] = [12 + 28 * next(), 12 + 28 * next()];
    const [left, top] = [(size - width) * next(), (size - height) * next()];
    strike(measured, size, (x, y) => x >= left && x < left + width && y >= top && y < top + height);
  }
  return measured;
}

/** A mask in which each pixel is missing with probability `share`. */
export function randomMask(seed: number, size: number, share: number): Uint8Array {
  const draw = { seed, stream: STREAM.evaluationMasks, sample: 1 };
  return Uint8Array.from({ length: size * size }, (_, i) =>
    uniformAt(i % size, Math.floor(i / size), 0, draw) < share ? 0 : 1,
  );
}

/** The uniform numbers at counters (k, 0, 0), k = 0, 1, ... */
function scalars(seed: number): () => number {
  const draw = { seed, stream: STREAM.evaluationMasks, sample: 0 };
  let k = 0;
  return () => uniformAt(k++, 0, 0, draw);
}

function strike(measured: Uint8Array, size: number, missing: (x: number, y: number) => boolean): void {
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) if (missing(x, y)) measured[y * size + x] = 0;
  }
}

/** Squared distance of a point from the segment between (x0, y0) and (x1, y1). */
function squaredDistance(x: number, y: number, x0: number, y0: number, x1: number, y1: number): number {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const length2 = dx * dx + dy * dy;
  const along = length2 > 0 ? ((x - x0) * dx + (y - y0) * dy) / length2 : 0;
  const t = Math.min(1, Math.max(0, along));
  return (x - x0 - t * dx) ** 2 + (y - y0 - t * dy) ** 2;
}
