import { type JpegTables, standardTables } from '../contract/jpeg-tables';

/**
 * The quality, 1 to 100, whose standard luma table (of the Independent JPEG Group's encoder) is nearest to the
 * file's. It is exact if such an encoder wrote the file, otherwise the quality of a similarly coarse table. Distances are
 * between logarithms, so that a step of 2 instead of 1 counts as much as 100 instead of 50. Tables may be as stored or
 * upright.
 */
export function nearestQuality({ quantisation: [luma] }: JpegTables): number {
  let best = 1;
  let least = Number.POSITIVE_INFINITY;
  for (let quality = 1; quality <= 100; quality++) {
    const [standard] = standardTables(quality, '4:4:4').quantisation;
    const distance = Math.min(distanceOf(luma, standard), distanceOf(luma, transposed(standard)));
    if (distance < least) [best, least] = [quality, distance];
  }
  return best;
}

function distanceOf(luma: readonly number[], standard: readonly number[]): number {
  return luma.reduce((sum, step, i) => sum + Math.abs(Math.log(step / standard[i])), 0);
}

function transposed(table: readonly number[]): number[] {
  return table.map((_, i) => table[(i % 8) * 8 + Math.floor(i / 8)]);
}
