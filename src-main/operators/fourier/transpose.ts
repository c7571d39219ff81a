import { bytes } from '../kernels/assembly/index?assemblyscript';
import { compile, type WasmMemory } from '../kernels/instantiate';

/**
 * Transposes between a group of rows and the columns of a matrix of complex numbers, eight rows at a time, so that each
 * access to a column covers a whole cache line (measured: twice as fast as a loop over the rows). A complex number of
 * two floats is copied as one float64. Only the bits of a NaN could change, and no finite pair of floats is one.
 *
 * All positions and pitches are in complex numbers. The columns 1 to `count` - 1 are copied; column 0 is packed
 * differently. A group has 16 rows.
 */
export const ROWS_AT_ONCE = 16;

/** The two directions; column 0 of the target may be overwritten with arbitrary values. */
export interface Transposes {
  readonly rowsToColumns: typeof rowsToColumns;
  readonly columnsToRows: typeof columnsToRows;
}

/** The vector kernels on a WebAssembly memory, which take a third of the time; the plain loops if there are none. */
export function transposesOf(memory: WasmMemory | undefined): Transposes {
  const instance = memory && compile(bytes)?.(memory);
  if (!instance) return { rowsToColumns, columnsToRows };
  const [toColumns, toRows] = ['rowsToColumns', 'columnsToRows'].map((name) => instance.function(name));
  return {
    rowsToColumns: (_, rows, columns, count, rowPitch, columnPitch) =>
      toColumns(8 * rows, 8 * (rows + count), 8 * columns, 8 * rowPitch, 8 * columnPitch),
    columnsToRows: (_, columns, rows, count, rowPitch, columnPitch) =>
      toRows(8 * rows, 8 * (rows + count), 8 * columns, 8 * rowPitch, 8 * columnPitch),
  };
}

/** memory[columns + c * columnPitch + r] = memory[rows + r * rowPitch + c] for c = 1 .. count - 1, r < ROWS_AT_ONCE. */
export function rowsToColumns(
  memory: Float64Array,
  rows: number,
  columns: number,
  count: number,
  rowPitch: number,
  columnPitch: number,
): void {
  const [p2, p3, p4] = [2 * rowPitch, 3 * rowPitch, 4 * rowPitch];
  const [p5, p6, p7] = [5 * rowPitch, 6 * rowPitch, 7 * rowPitch];
  for (let row = 0; row < ROWS_AT_ONCE; row += 8) {
    let from = rows + row * rowPitch + 1;
    let to = columns + columnPitch + row;
    for (let column = 1; column < count; column++) {
      memory[to] = memory[from];
      memory[to + 1] = memory[from + rowPitch];
      memory[to + 2] = memory[from + p2];
      memory[to + 3] = memory[from + p3];
      memory[to + 4] = memory[from + p4];
      memory[to + 5] = memory[from + p5];
      memory[to + 6] = memory[from + p6];
      memory[to + 7] = memory[from + p7];
      from++;
      to += columnPitch;
    }
  }
}

/** Like rowsToColumns, in the other direction. */
export function columnsToRows(
  memory: Float64Array,
  columns: number,
  rows: number,
  count: number,
  rowPitch: number,
  columnPitch: number,
): void {
  const [p2, p3, p4] = [2 * rowPitch, 3 * rowPitch, 4 * rowPitch];
  const [p5, p6, p7] = [5 * rowPitch, 6 * rowPitch, 7 * rowPitch];
  for (let row = 0; row < ROWS_AT_ONCE; row += 8) {
    let from = columns + columnPitch + row;
    let to = rows + row * rowPitch + 1;
    for (let column = 1; column < count; column++) {
      memory[to] = memory[from];
      memory[to + rowPitch] = memory[from + 1];
      memory[to + p2] = memory[from + 2];
      memory[to + p3] = memory[from + 3];
      memory[to + p4] = memory[from + 4];
      memory[to + p5] = memory[from + 5];
      memory[to + p6] = memory[from + 6];
      memory[to + p7] = memory[from + 7];
      from += columnPitch;
      to++;
    }
  }
}
