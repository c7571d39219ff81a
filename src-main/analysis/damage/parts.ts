import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Extent, Rectangle } from '../../contract/geometry';

/** Side of the parts that are analysed one by one, in picture pixels: a multiple of the mask's tiles. */
const PART = 1024;

/**
 * The parts of a picture, row after row. Before each part the process may handle other requests. Throws the signal's
 * reason when aborted.
 */
export async function* partsInTurn(
  { width, height }: Extent,
  signal: AbortSignal | undefined,
): AsyncGenerator<Rectangle> {
  for (let y = 0; y < height; y += PART)
    for (let x = 0; x < width; x += PART) {
      await nextTurn();
      signal?.throwIfAborted();
      yield { x, y, width: Math.min(PART, width - x), height: Math.min(PART, height - y) };
    }
}

/** An area enlarged by a margin in pixels on each side, cut to the picture. */
export function withMargin({ x, y, width, height }: Rectangle, margin: number, picture: Extent): Rectangle {
  const [left, top] = [Math.max(0, x - margin), Math.max(0, y - margin)];
  return {
    x: left,
    y: top,
    width: Math.min(picture.width, x + width + margin) - left,
    height: Math.min(picture.height, y + height + margin) - top,
  };
}
