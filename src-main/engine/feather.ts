/** Pixels around the damage over which the restoration fades into the photo; beyond them nothing changes. */
export const FEATHER = 4;

/**
 * How much of the restoration shows at each pixel: 1 on the damage, falling to 0 at FEATHER pixels from it
 * (Euclidean), so that the edge of a mask never shows as an outline.
 *
 * @param damaged width * height, non-zero where the photo is damaged
 */
export function featherMask(damaged: Uint8Array, width: number, height: number): Float32Array {
  const alpha = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (damaged[y * width + x] === 0) continue;
      alpha[y * width + x] = 1;
      if (onEdge(damaged, width, height, x, y)) stamp(alpha, width, height, x, y);
    }
  }
  return alpha;
}

function onEdge(damaged: Uint8Array, width: number, height: number, x: number, y: number): boolean {
  const i = y * width + x;
  return (
    (x > 0 && damaged[i - 1] === 0) ||
    (x < width - 1 && damaged[i + 1] === 0) ||
    (y > 0 && damaged[i - width] === 0) ||
    (y < height - 1 && damaged[i + width] === 0)
  );
}

function stamp(alpha: Float32Array, width: number, height: number, centreX: number, centreY: number): void {
  for (let dy = -FEATHER; dy <= FEATHER; dy++) {
    const y = centreY + dy;
    if (y < 0 || y >= height) continue;
    for (let dx = -FEATHER; dx <= FEATHER; dx++) {
      const x = centreX + dx;
      if (x < 0 || x >= width) continue;
      const value = 1 - Math.hypot(dx, dy) / FEATHER;
      const i = y * width + x;
      if (value > alpha[i]) alpha[i] = value;
    }
  }
}
