import type { RecipeRequest } from '../../src-main/contract/recipe';
import type { BatchRow, RowView, Verdict } from '../../src-main/contract/window/library';
import { request } from '../client/client';
import { say } from '../messages/messages';
import { requestOf } from '../repairs/recipe';
import { alert, speak, tellDone } from '../state/alerts';
import { useLibrary } from './state';

/** Views that are reviewed as a whole. In the others, photos with the state of a row are reviewed. */
const REVIEWED: readonly RowView['show'][] = ['done', 'accepted', 'rejected', 'unrated', 'failed', 'skipped'];
/** Larger than the number of rows of any library. */
const ALL = 10_000_000;

function openBatch(): string {
  const { batch } = useLibrary.getState();
  if (!batch) throw new Error('no batch is open');
  return batch.id;
}

/**
 * Opens the review of the view's photos, beginning at `row`: of results, or of photos without a result in the row's
 * state. The list doesn't change when ratings change. False if there are no such photos.
 */
export async function openReview(row: Pick<BatchRow, 'id' | 'state'> | null): Promise<boolean> {
  const { view } = useLibrary.getState();
  const show = REVIEWED.includes(view.show) ? view.show : shownWith(row);
  const { ids } = await request('batchRowIds', {
    batch: openBatch(),
    view: { ...view, show },
    offset: 0,
    limit: ALL,
  });
  if (ids.length === 0) {
    alert({ severity: 'notice', message: say('library.nothingToReview'), of: 'row' });
    return false;
  }
  const at = row === null ? 0 : Math.max(0, ids.indexOf(row.id));
  useLibrary.setState({ review: { ids, at } });
  return true;
}

function shownWith(row: Pick<BatchRow, 'state'> | null): RowView['show'] {
  if (row === null) return 'done';
  return row.state === 'working' ? 'waiting' : row.state;
}

export function step(by: number): void {
  useLibrary.setState(({ review }) => {
    if (!review) return {};
    const at = Math.min(review.ids.length - 1, Math.max(0, review.at + by));
    return { review: { ...review, at } };
  });
}

export function endReview(): void {
  useLibrary.setState({ review: null });
}

export async function rate(row: number, verdict: Verdict): Promise<void> {
  await request('rateRow', { batch: openBatch(), row, verdict });
  speak(say(`library.verdict.${verdict}`));
}

/** Restores a photo with the next seed; immediately if no other photo waits. */
export async function redo(row: number): Promise<void> {
  const { batch } = useLibrary.getState();
  const again = await request('redoRow', { batch: openBatch(), row });
  if (again.seed !== null) speak(say('library.redoing', { name: again.name, seed: again.seed }));
  if (batch?.state !== 'ready' || batch.counts.waiting > 0) return;
  await request('startBatch', { batch: batch.id, onBattery: true, onlyIdle: false });
}

/** Ids of the cells from one to another, both included. */
export async function idsBetween(from: number, to: number): Promise<number[]> {
  const [offset, last] = [Math.min(from, to), Math.max(from, to)];
  const { view } = useLibrary.getState();
  const limit = last - offset + 1;
  return (await request('batchRowIds', { batch: openBatch(), view, offset, limit })).ids;
}

export async function selectAll(): Promise<void> {
  useLibrary.setState({ selected: new Set(await idsBetween(0, ALL)) });
}

export async function copyRecipe(row: number): Promise<void> {
  const copied = await request('rowRecipe', { batch: openBatch(), row });
  useLibrary.setState({ copied });
  speak(say('library.copied'));
}

/** Gives the selected photos their own recipe, or with null the batch's again. */
export async function giveRecipe(recipe: RecipeRequest | null): Promise<void> {
  const { selected } = useLibrary.getState();
  await request('setRowRecipes', { batch: openBatch(), rows: [...selected], recipe });
  const values = { count: selected.size, number: String(selected.size) };
  tellDone('row', { message: say('library.recipeGiven', values) });
}

/** The repairs of the panel as a recipe. */
export function draftRecipe(): RecipeRequest {
  const { repairs, auto } = useLibrary.getState().draft;
  return requestOf(repairs, auto);
}

/** Shows the effect of the panel's repairs on a photo until endTrial. */
export function tryOn(row: number): void {
  useLibrary.setState({ trial: row });
}

export async function endTrial(): Promise<void> {
  useLibrary.setState({ trial: null });
  const { batch } = useLibrary.getState();
  if (batch) await request('endTrial', { batch: batch.id });
}
