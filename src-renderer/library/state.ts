import { create } from 'zustand';
import type { RecipeRequest } from '../../src-main/contract/recipe';
import type { ChannelOutput } from '../../src-main/contract/window/channels';
import type { BatchStatus, RowView } from '../../src-main/contract/window/library';
import { usePhotos } from '../state/photos';
import { type Draft, NO_DRAFT } from './draft';

export type Estimate = ChannelOutput<'estimateBatch'>;

interface LibraryState {
  readonly place: 'photo' | 'library';
  readonly draft: Draft;
  readonly batch: BatchStatus | null;
  readonly known: ChannelOutput<'batches'>['known'];
  /** A batch that was running when the program ended; null once it is continued or left. */
  readonly interrupted: ChannelOutput<'interruptedBatch'>['interrupted'];
  readonly isPlanning: boolean;
  readonly estimate: Estimate | null;
  readonly planShown: boolean;
  readonly view: RowView;
  /** Index of the keyboard's current cell, and of the first cell of a range selection. */
  readonly at: number;
  readonly rangeStart: number;
  /** Rows by their ids. */
  readonly selected: ReadonlySet<number>;
  /** The rows under review, and the index of the current one; null for the grid. */
  readonly review: { readonly ids: readonly number[]; readonly at: number } | null;
  /** The row on which the panel's repairs are tried; null for none. */
  readonly trial: number | null;
  /** A recipe that was copied from a photo. */
  readonly copied: RecipeRequest | null;
}

export const FIRST_ROWS: Pick<LibraryState, 'at' | 'rangeStart' | 'selected' | 'review' | 'trial'> = {
  at: 0,
  rangeStart: 0,
  selected: new Set(),
  review: null,
  trial: null,
};

export const useLibrary = create<LibraryState>()(() => ({
  place: 'photo',
  draft: NO_DRAFT,
  batch: null,
  known: [],
  interrupted: null,
  isPlanning: false,
  estimate: null,
  planShown: false,
  view: { show: 'all', search: '', order: 'folder' },
  copied: null,
  ...FIRST_ROWS,
}));

export function goTo(place: LibraryState['place']): void {
  useLibrary.setState({ place });
}

export function changeDraft(patch: Partial<Draft>): void {
  useLibrary.setState(({ draft }) => ({ draft: { ...draft, ...patch }, estimate: null }));
}

export function changeView(patch: Partial<RowView>): void {
  useLibrary.setState(({ view }) => ({ view: { ...view, ...patch }, ...FIRST_ROWS }));
}

// The window shows a photo whenever one is opened.
usePhotos.subscribe(({ shown }, before) => {
  if (shown !== null && shown !== before.shown) goTo('photo');
});
