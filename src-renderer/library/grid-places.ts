/** A grid of equal cells in a box that scrolls. Lengths in CSS pixels. */
export interface GridPlaces {
  readonly columns: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** Height of all rows of cells. */
  readonly height: number;
}

const LEAST_WIDTH = 168;
/** Height of the name and the state below the picture. */
const FOOT = 44;

/** As many cells in a row as fit with the least width; they fill the row. */
export function gridPlaces(width: number, count: number): GridPlaces {
  const columns = Math.max(1, Math.floor(width / LEAST_WIDTH));
  const cellWidth = Math.floor(width / columns);
  const cellHeight = Math.round(cellWidth * 0.75) + FOOT;
  return { columns, cellWidth, cellHeight, height: Math.ceil(count / columns) * cellHeight };
}

/** The first visible cell and the one after the last, with one more row on either side. */
export function cellsInSight(
  { columns, cellHeight }: GridPlaces,
  count: number,
  scrollTop: number,
  height: number,
): { readonly first: number; readonly end: number } {
  const firstRow = Math.max(0, Math.floor(scrollTop / cellHeight) - 1);
  const endRow = Math.ceil((scrollTop + height) / cellHeight) + 1;
  return { first: Math.min(count, firstRow * columns), end: Math.min(count, endRow * columns) };
}

/** The cell that a key moves to; null for keys that don't move. */
export function cellAfterKey(
  key: string,
  from: number,
  count: number,
  { columns }: GridPlaces,
  rowsOnPage: number,
): number | null {
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
    PageUp: -columns * Math.max(1, rowsOnPage),
    PageDown: columns * Math.max(1, rowsOnPage),
    Home: -count,
    End: count,
  };
  const step = steps[key];
  if (step === undefined || count === 0) return null;
  const to = from + step;
  // Up in the first row and down in the last do nothing; whole pages go to the ends.
  if ((key === 'ArrowUp' || key === 'ArrowDown') && (to < 0 || to >= count)) return from;
  return Math.min(count - 1, Math.max(0, to));
}

/** The scroll position at which a cell is fully visible. */
export function scrollToCell(
  { columns, cellHeight }: GridPlaces,
  cell: number,
  scrollTop: number,
  height: number,
): number {
  const top = Math.floor(cell / columns) * cellHeight;
  if (top < scrollTop) return top;
  return Math.max(scrollTop, top + cellHeight - height);
}
