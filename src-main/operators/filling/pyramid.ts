import { type Real, realLike } from '../model/forward-model';

/** With 8 halvings, holes up to about 256 pixels wide are filled from their own surroundings. */
const MAX_HALVINGS = 8;

/** One plane at one level of a pyramid. */
export interface Grid {
  readonly width: number;
  readonly height: number;
  readonly data: Real;
}

/** The halvings of a mask: the measured fraction of each cell, from the once halved level to the coarsest. */
export function maskPyramid(measured: Uint8Array, width: number, height: number, like: Real): Grid[] {
  return pyramid(halveMask(measured, width, height, like));
}

/** The halvings of a plane's measured values: means of 2x2 cells in which unmeasured values count as zero. */
export function planePyramid(fine: Grid, measured: Uint8Array): Grid[] {
  return pyramid(halveMeasured(fine, measured));
}

/** The once halved grid and its repeated 2x2 means, down to one cell or the last halving. */
function pyramid(halved: Grid): Grid[] {
  const grids = [halved];
  let last = halved;
  while (grids.length < MAX_HALVINGS && (last.width > 1 || last.height > 1)) {
    last = halve(last);
    grids.push(last);
  }
  return grids;
}

/** The first halving of the mask: the measured fraction of each 2x2 cell, in numbers like `like`. */
function halveMask(measured: Uint8Array, width: number, height: number, like: Real): Grid {
  const cells = (width + 1) >> 1;
  const data = realLike(like, cells * ((height + 1) >> 1));
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0, out = (y >> 1) * cells; x < width; x++, i++) data[out + (x >> 1)] += 0.25 * measured[i];
  }
  return { width: cells, height: (height + 1) >> 1, data };
}

/** The first halving of a plane: like halve, but unmeasured values count as zero. */
function halveMeasured(fine: Grid, measured: Uint8Array): Grid {
  const width = (fine.width + 1) >> 1;
  const height = (fine.height + 1) >> 1;
  const data = realLike(fine.data, width * height);
  const source = fine.data;
  const pairs = fine.width >> 1;
  for (let y = 0; y < height; y++) {
    const top = 2 * y * fine.width;
    const exists = 2 * y + 1 < fine.height;
    const bottom = exists ? top + fine.width : top;
    const low = exists ? 0.25 : 0;
    const out = y * width;
    for (let x = 0, i = top, j = bottom; x < pairs; x++, i += 2, j += 2) {
      data[out + x] =
        0.25 * (measured[i] * source[i] + measured[i + 1] * source[i + 1]) +
        low * (measured[j] * source[j] + measured[j + 1] * source[j + 1]);
    }
    if (pairs < width) {
      const [i, j] = [top + 2 * pairs, bottom + 2 * pairs];
      data[out + pairs] = 0.25 * measured[i] * source[i] + low * measured[j] * source[j];
    }
  }
  return { width, height, data };
}

/** Means of 2x2 cells; an odd last column or row is padded with zeros, in the weights too. */
function halve(fine: Grid): Grid {
  const width = (fine.width + 1) >> 1;
  const height = (fine.height + 1) >> 1;
  const data = realLike(fine.data, width * height);
  const source = fine.data;
  const pairs = fine.width >> 1;
  for (let y = 0; y < height; y++) {
    const top = 2 * y * fine.width;
    // Reading past the end of a typed array would give NaN: a missing row is the row above with weight zero.
    const exists = 2 * y + 1 < fine.height;
    const bottom = exists ? top + fine.width : top;
    const low = exists ? 0.25 : 0;
    const out = y * width;
    for (let x = 0, i = top, j = bottom; x < pairs; x++, i += 2, j += 2) {
      data[out + x] = 0.25 * (source[i] + source[i + 1]) + low * (source[j] + source[j + 1]);
    }
    if (pairs < width) data[out + pairs] = 0.25 * source[top + 2 * pairs] + low * source[bottom + 2 * pairs];
  }
  return { width, height, data };
}

/** In place: c/w in cells with measured values, the mean of all measured values in the others. */
export function closeCoarsest(sums: Grid, weights: Grid): void {
  let total = 0;
  let weight = 0;
  for (let i = 0; i < sums.data.length; i++) {
    total += sums.data[i];
    weight += weights.data[i];
  }
  const mean = weight > 0 ? total / weight : 0;
  for (let i = 0; i < sums.data.length; i++) {
    sums.data[i] = weights.data[i] > 0 ? sums.data[i] / weights.data[i] : mean;
  }
}

/** sums = a sums/w + (1 - a) enlarged coarser, a = min(1, 4w), in place. */
export function mixLevel(sums: Grid, weights: Grid, coarser: Grid): void {
  const { width, height, data } = sums;
  const w = weights.data;
  const row = realLike(data, coarser.width + 2);
  for (let y = 0; y < height; y++) {
    blendRows(coarser, y, row);
    for (let x = 0, i = y * width; x < width; x++, i++) {
      const weight = w[i];
      if (weight === 1) continue;
      if (weight >= 0.25) data[i] = data[i] / weight;
      else if (weight > 0) data[i] = 4 * data[i] + (1 - 4 * weight) * enlarged(row, x);
      else data[i] = enlarged(row, x);
    }
  }
}

/** The finest level: unmeasured values come from the enlarged coarser level. */
export function fillMissing(finest: Grid, measured: Uint8Array, coarser: Grid): void {
  const { width, height, data } = finest;
  const row = realLike(data, coarser.width + 2);
  // Most rows of a scratched photo have nothing to fill.
  for (let missing = measured.indexOf(0), y = 0; missing >= 0 && y < height; y++) {
    if (missing < y * width) missing = measured.indexOf(0, y * width);
    if (missing < 0 || missing >= (y + 1) * width) continue;
    blendRows(coarser, y, row);
    for (let x = 0, i = y * width; x < width; x++, i++) {
      if (measured[i] === 0) data[i] = enlarged(row, x);
    }
  }
}

/**
 * Row y of the coarser grid enlarged twofold vertically (3/4 of the row it lies in, 1/4 of the next nearest), with its
 * ends repeated once on either side.
 */
function blendRows(coarser: Grid, y: number, row: Real): void {
  const { width, height, data } = coarser;
  const near = (y >> 1) * width;
  const far = Math.min(height - 1, Math.max(0, (y >> 1) + (y & 1 ? 1 : -1))) * width;
  for (let x = 0; x < width; x++) row[x + 1] = 0.75 * data[near + x] + 0.25 * data[far + x];
  row[0] = row[1];
  row[width + 1] = row[width];
}

/** Sample x of a row of blendRows enlarged twofold, half-pixel centres. */
function enlarged(row: Real, x: number): number {
  const near = x >> 1;
  return 0.75 * row[near + 1] + 0.25 * row[near + 2 * (x & 1)];
}
