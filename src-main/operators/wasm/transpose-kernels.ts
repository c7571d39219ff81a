import {
  addI32,
  type Code,
  doWhileLess,
  i32,
  lanes,
  load,
  localVariables,
  moduleOf,
  store,
  type WasmFunction,
} from './assembler';

/** Rows of a batch. */
const ROWS = 16;

/** The module of fourier/transpose.ts's two loops, two columns at a time, column 0 with the others. */
export function assembleTransposes(): Uint8Array<ArrayBuffer> {
  return moduleOf([
    transpose('rowsToColumns', (place) => [
      ...place.first.set(load(place.row.get)),
      ...place.row.set(addI32(place.row.get, place.rowPitch.get)),
      ...place.second.set(load(place.row.get)),
      ...place.row.set(addI32(place.row.get, place.rowPitch.get)),
      ...store(place.column.get, place.offset, place.left),
      ...store(place.nextColumn.get, place.offset, place.right),
    ]),
    transpose('columnsToRows', (place) => [
      ...place.first.set(load(place.column.get, place.offset)),
      ...place.second.set(load(place.nextColumn.get, place.offset)),
      ...store(place.row.get, 0, place.left),
      ...place.row.set(addI32(place.row.get, place.rowPitch.get)),
      ...store(place.row.get, 0, place.right),
      ...place.row.set(addI32(place.row.get, place.rowPitch.get)),
    ]),
  ]);
}

type Place = ReturnType<typeof variables>;

/** What a loop over pairs of columns works with; a vector holds two complex numbers. */
function variables() {
  const { parameter, vector, count } = localVariables(7);
  const [rows, end, column, rowPitch, columnPitch, row, nextColumn] = [0, 1, 2, 3, 4, 5, 6].map(parameter);
  const [first, second] = [vector(), vector()];
  return {
    rows,
    end,
    column,
    rowPitch,
    columnPitch,
    row,
    nextColumn,
    first,
    second,
    /** The two pairs, transposed. */
    left: lanes(first.get, second.get, [0, 1, 4, 5]),
    right: lanes(first.get, second.get, [2, 3, 6, 7]),
    vectors: count(),
  };
}

/** name(rows, end, columns, rowPitch, columnPitch, 0, 0), in bytes, `end` that of the first row. */
function transpose(name: string, move: (place: Place & { readonly offset: number }) => Code): WasmFunction {
  const local = variables();
  const { rows, end, column, columnPitch, row, nextColumn } = local;
  const body = doWhileLess(
    [
      ...row.set(rows.get),
      ...nextColumn.set(addI32(column.get, columnPitch.get)),
      ...Array.from({ length: ROWS / 2 }, (_, pair) => move({ ...local, offset: 16 * pair })).flat(),
      ...rows.set(addI32(rows.get, i32(16))),
      ...column.set(addI32(nextColumn.get, columnPitch.get)),
    ],
    rows.get,
    end.get,
  );
  return { name, parameters: Array.from({ length: 7 }, () => 'i32' as const), vectors: local.vectors, body };
}
