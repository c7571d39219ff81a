import type { BatchRow } from '../../src-main/contract/window/library';
import { start } from '../state/alerts';
import { type Pressed, type ReviewAction, reviewAction } from './review-action';
import { endReview, rate, redo, step } from './row-actions';

/** Runs a key's action; returns whether it has one. The divider keeps its arrow keys. */
export function keyInReview(
  event: Pressed & { readonly target: EventTarget },
  row: BatchRow | undefined,
): boolean {
  const action = reviewAction(event);
  const onSlider = event.target instanceof Element && event.target.closest('input, [role=slider]') !== null;
  if (!action || (onSlider && (action === 'next' || action === 'previous'))) return false;
  runReviewAction(action, row);
  return true;
}

export function runReviewAction(action: ReviewAction, row: BatchRow | undefined): void {
  if (action === 'end') endReview();
  else if (action === 'next') step(1);
  else if (action === 'previous') step(-1);
  else if (row) start(() => judge(action, row), 'row');
}

async function judge(action: 'accept' | 'reject' | 'redo', row: BatchRow): Promise<void> {
  if (action === 'redo') return redo(row.id);
  await rate(row.id, action === 'accept' ? 'accepted' : 'rejected');
  step(1);
}
