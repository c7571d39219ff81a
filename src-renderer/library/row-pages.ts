import type { BatchRow } from '../../src-main/contract/window/library';

/** Rows per request. */
export const PAGE = 120;
/** Largest number of pages that are kept. */
const KEPT = 12;

export interface Page {
  readonly revision: number;
  readonly rows: readonly BatchRow[];
}

/** Adds a page and drops the ones that were loaded longest ago. */
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
