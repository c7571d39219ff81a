import { forward8x8, inverse8x8 } from './dct';

/**
 * A symmetric linear map of 8x8 blocks that is diagonal in the cosine basis: at each index v * 8 + u a 3x3 matrix across
 * the planes (rr, rg, rb, gg, gb, bb; 6 * 64 numbers), or one number if a block has one plane (64 numbers).
 */
export interface BlockFilter {
  readonly planes: 1 | 3;
  readonly entries: Float64Array;
}

/** Numbers of a block of `planes` planes. */
export function blockSize({ planes }: Pick<BlockFilter, 'planes'>): number {
  return 64 * planes;
}

/** Filters a block in place: 64 pixels of each plane, plane after plane, row after row. */
export function applyFilter(block: Float64Array, { planes, entries }: BlockFilter): void {
  for (let plane = 0; plane < planes; plane++) forward8x8(block, plane * 64);
  if (planes === 3) mixPlanes(block, entries);
  else for (let i = 0; i < 64; i++) block[i] = entries[i] * (block[i] / 64);
  for (let plane = 0; plane < planes; plane++) inverse8x8(block, plane * 64);
}

/** The transforms' scale factors cancel except for 1/64 (see dct.ts). */
function mixPlanes(block: Float64Array, entries: Float64Array): void {
  for (let i = 0, g = 0; i < 64; i++, g += 6) {
    const red = block[i] / 64;
    const green = block[i + 64] / 64;
    const blue = block[i + 128] / 64;
    block[i] = entries[g] * red + entries[g + 1] * green + entries[g + 2] * blue;
    block[i + 64] = entries[g + 1] * red + entries[g + 3] * green + entries[g + 4] * blue;
    block[i + 128] = entries[g + 2] * red + entries[g + 4] * green + entries[g + 5] * blue;
  }
}

/** The filter as a matrix over a block's numbers, row-major. */
export function filterMatrix(filter: BlockFilter): Float64Array {
  const size = blockSize(filter);
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    const row = matrix.subarray(i * size, (i + 1) * size);
    row[i] = 1;
    applyFilter(row, filter);
  }
  return matrix;
}
