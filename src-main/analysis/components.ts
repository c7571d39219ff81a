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
