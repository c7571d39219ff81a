/** Pixels around the damage over which the restoration fades into the photo; beyond them nothing changes. */
export const FEATHER = 4;

/**
 * How much of the restoration shows at each pixel: 1 on the damage, falling to 0 at FEATHER pixels from it
 * (Euclidean), so that the edge of a mask never shows as an outline.
 *
 * @param undamaged width * height, 0 where the photo is damaged
 */
export function featherMask(undamaged: Uint8Array, width: number, height: number): Float32Array {
  const alpha = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (undamaged[y * width + x] !== 0) continue;
      alpha[y * width + x] = 1;
      if (onEdge(undamaged, width, height, x, y)) stamp(alpha, width, height, x, y);
    }
  }
  return alpha;
}

function onEdge(undamaged: Uint8Array, width: number, height: number, x: number, y: number): boolean {
  const i = y * width + x;
  return (
    (x > 0 && undamaged[i - 1] !== 0) ||
    (x < width - 1 && undamaged[i + 1] !== 0) ||
    (y > 0 && undamaged[i - width] !== 0) ||
    (y < height - 1 && undamaged[i + width] !== 0)
  );
}

const SIDE = 2 * FEATHER + 1;
/** What a damaged pixel in the middle asks of its neighbours. */
const STAMP = Float32Array.from({ length: SIDE * SIDE }, (_, i) =>
  Math.max(0, 1 - Math.hypot((i % SIDE) - FEATHER, Math.floor(i / SIDE) - FEATHER) / FEATHER),
);

function stamp(alpha: Float32Array, width: number, height: number, centreX: number, centreY: number): void {
  const left = Math.max(0, centreX - FEATHER);
  const right = Math.min(width - 1, centreX + FEATHER);
  const bottom = Math.min(height - 1, centreY + FEATHER);
  for (let y = Math.max(0, centreY - FEATHER); y <= bottom; y++) {
    const row = (y - centreY + FEATHER) * SIDE - centreX + FEATHER;
    for (let x = left; x <= right; x++) {
      const value = STAMP[row + x];
      const i = y * width + x;
      if (value > alpha[i]) alpha[i] = value;
    }
  }
}
