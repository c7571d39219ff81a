import { create } from 'zustand';
import type { RowView } from '../../src-main/contract/window/library';
import { request } from '../client/client';
import { PAGE, type Page, withPage } from './row-pages';

interface RowsState {
  /** The batch and view of the pages. */
  readonly key: string;
  readonly total: number | null;
  readonly pages: ReadonlyMap<number, Page>;
}

export const useRows = create<RowsState>()(() => ({ key: '', total: null, pages: new Map() }));

export interface Wanted {
  readonly batch: string;
  readonly view: RowView;
  readonly revision: number;
}

/**
 * Updates the pages with these cells; the old pages stay visible until then. `isWanted` is called between two pages.
 */
export async function loadRows(
  { batch, view, revision }: Wanted,
  first: number,
  end: number,
  isWanted: () => boolean,
): Promise<void> {
  const key = `${batch} ${JSON.stringify(view)}`;
  if (useRows.getState().key !== key) useRows.setState({ key, total: null, pages: new Map() });
  const last = Math.max(first, end - 1);
  for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page++) {
    if (!isWanted()) return;
    if (useRows.getState().pages.get(page)?.revision === revision) continue;
    const { total, rows } = await request('batchRows', { batch, view, offset: page * PAGE, limit: PAGE });
    if (useRows.getState().key !== key) return;
    useRows.setState(({ pages }) => ({ total, pages: withPage(pages, page, { revision, rows }) }));
  }
}
