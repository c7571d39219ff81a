import type { BatchRow } from '../../src-main/contract/window/library';

/** Rows that are asked for at a time. */
export const PAGE = 120;
/** Pages that are kept while they are out of sight. */
const KEPT = 12;

export interface Page {
  readonly revision: number;
  readonly rows: readonly BatchRow[];
}

/** The pages with one more; the ones that were loaded longest ago go. */
export function withPage(
  pages: ReadonlyMap<number, Page>,
  number: number,
  page: Page,
): ReadonlyMap<number, Page> {
  const others = [...pages].filter(([other]) => other !== number);
  return new Map([...others.slice(1 - KEPT), [number, page]]);
}

export function rowAt(pages: ReadonlyMap<number, Page>, index: number): BatchRow | undefined {
  return pages.get(Math.floor(index / PAGE))?.rows[index % PAGE];
}
