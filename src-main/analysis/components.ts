/** A connected set of marked pixels. */
export interface Component {
  /** Indices of its pixels (y * width + x). */
  readonly pixels: readonly number[];
}

/** The connected sets of non-zero pixels; pixels that touch at a corner are connected. */
export function connectedComponents(marks: Uint8Array, width: number): Component[] {
  const seen = new Uint8Array(marks.length);
  const found: Component[] = [];
  for (let start = 0; start < marks.length; start++) {
    if (marks[start] === 0 || seen[start] === 1) continue;
    const pixels = [start];
    seen[start] = 1;
    for (let next = 0; next < pixels.length; next++) {
      const at = pixels[next];
      const x = at % width;
      const [left, right] = [x > 0 ? -1 : 0, x < width - 1 ? 1 : 0];
      for (let row = at - width; row <= at + width; row += width) {
        if (row < 0 || row >= marks.length) continue;
        for (let i = row + left; i <= row + right; i++) {
          if (marks[i] === 0 || seen[i] === 1) continue;
          seen[i] = 1;
          pixels.push(i);
        }
      }
    }
    found.push({ pixels });
  }
  return found;
}

/** A component's shape: its extents along its main axis and across it, in pixels, from the standard deviations. */
export interface Shape {
  readonly area: number;
  readonly length: number;
  readonly breadth: number;
}

/** Extents by second moments; a single pixel is 1 by 1. */
export function shapeOf({ pixels }: Component, width: number): Shape {
  const area = pixels.length;
  let [meanX, meanY] = [0, 0];
  for (const at of pixels) {
    meanX += (at % width) / area;
    meanY += Math.floor(at / width) / area;
  }
  // A pixel is a square and has a variance of 1/12 along each axis.
  let [xx, xy, yy] = [1 / 12, 0, 1 / 12];
  for (const at of pixels) {
    const [x, y] = [(at % width) - meanX, Math.floor(at / width) - meanY];
    xx += (x * x) / area;
    xy += (x * y) / area;
    yy += (y * y) / area;
  }
  const middle = (xx + yy) / 2;
  const spread = Math.hypot((xx - yy) / 2, xy);
  // A uniform bar of length L has a variance of L^2/12.
  return {
    area,
    length: Math.sqrt(12 * (middle + spread)),
    breadth: Math.sqrt(12 * Math.max(0, middle - spread)),
  };
}
