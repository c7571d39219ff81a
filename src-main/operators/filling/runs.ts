/**
 * The missing pixels of a plane as runs along its rows, so that the cost of a sweep depends on the missing pixels and not
 * on the picture's size. Run r covers the pixels start[r] to end[r] - 1 of row[r]; `count` is the total number of pixels.
 */
export interface Runs {
  readonly row: Int32Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly count: number;
}

/** The runs of the pixels whose entry in `known` (width * height) is below `least`. */
export function runsBelow(known: ArrayLike<number>, width: number, height: number, least: number): Runs {
  const row: number[] = [];
  const start: number[] = [];
  const end: number[] = [];
  let count = 0;
  for (let y = 0; y < height; y++) {
    const base = y * width;
    for (let x = 0; x < width; x++) {
      if (known[base + x] >= least) continue;
      const first = x;
      while (x < width && known[base + x] < least) x++;
      row.push(y);
      start.push(first);
      end.push(x);
      count += x - first;
    }
  }
  return { row: Int32Array.from(row), start: Int32Array.from(start), end: Int32Array.from(end), count };
}
