/**
 * Transposes between a group of 16 rows and the columns of a matrix of complex numbers (fourier/transpose.ts), two columns
 * at a time, including column 0. A vector holds two complex numbers; pitches are in bytes, and `end` is the end of the
 * first row. The eight pairs of rows are unrolled, because a loop over them takes 1.5 times as long.
 */

export function rowsToColumns(
  rows: usize,
  end: usize,
  columns: usize,
  rowPitch: usize,
  columnPitch: usize,
): void {
  do {
    const next = columns + columnPitch;
    let row = pairToColumns(rows, rowPitch, columns, next);
    row = pairToColumns(row, rowPitch, columns + 16, next + 16);
    row = pairToColumns(row, rowPitch, columns + 32, next + 32);
    row = pairToColumns(row, rowPitch, columns + 48, next + 48);
    row = pairToColumns(row, rowPitch, columns + 64, next + 64);
    row = pairToColumns(row, rowPitch, columns + 80, next + 80);
    row = pairToColumns(row, rowPitch, columns + 96, next + 96);
    pairToColumns(row, rowPitch, columns + 112, next + 112);
    rows += 16;
    columns = next + columnPitch;
  } while (rows < end);
}

export function columnsToRows(
  rows: usize,
  end: usize,
  columns: usize,
  rowPitch: usize,
  columnPitch: usize,
): void {
  do {
    const next = columns + columnPitch;
    let row = pairToRows(rows, rowPitch, columns, next);
    row = pairToRows(row, rowPitch, columns + 16, next + 16);
    row = pairToRows(row, rowPitch, columns + 32, next + 32);
    row = pairToRows(row, rowPitch, columns + 48, next + 48);
    row = pairToRows(row, rowPitch, columns + 64, next + 64);
    row = pairToRows(row, rowPitch, columns + 80, next + 80);
    row = pairToRows(row, rowPitch, columns + 96, next + 96);
    pairToRows(row, rowPitch, columns + 112, next + 112);
    rows += 16;
    columns = next + columnPitch;
  } while (rows < end);
}

/** Returns the first row of the next pair. */
function pairToColumns(row: usize, rowPitch: usize, column: usize, next: usize): usize {
  const second = row + rowPitch;
  const a = v128.load(row);
  const b = v128.load(second);
  v128.store(column, i64x2.shuffle(a, b, 0, 2));
  v128.store(next, i64x2.shuffle(a, b, 1, 3));
  return second + rowPitch;
}

function pairToRows(row: usize, rowPitch: usize, column: usize, next: usize): usize {
  const second = row + rowPitch;
  const a = v128.load(column);
  const b = v128.load(next);
  v128.store(row, i64x2.shuffle(a, b, 0, 2));
  v128.store(second, i64x2.shuffle(a, b, 1, 3));
  return second + rowPitch;
}
