import type { BatchRow } from '../../src-main/contract/window/library';
import { start } from '../state/alerts';
import { endReview, rate, redo, step } from './row-actions';

/** What is read of a key that is pressed. */
interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly target: EventTarget;
}

export type ReviewAction = 'accept' | 'reject' | 'redo' | 'next' | 'previous' | 'end';

const ACTIONS: Readonly<Record<string, ReviewAction>> = {
  a: 'accept',
  r: 'reject',
  n: 'redo',
  arrowright: 'next',
  arrowleft: 'previous',
  escape: 'end',
};

/** What a key means while results are reviewed; undefined for any other. */
export function reviewAction({
  key,
  ctrlKey,
  metaKey,
  altKey,
}: Omit<Pressed, 'target'>): ReviewAction | undefined {
  return ctrlKey || metaKey || altKey ? undefined : ACTIONS[key.toLowerCase()];
}

/** Carries out what a key means; whether it meant anything. The divider keeps its arrows. */
export function keyInReview(event: Pressed, row: BatchRow | undefined): boolean {
  const action = reviewAction(event);
  const onSlider = event.target instanceof Element && event.target.closest('input, [role=slider]') !== null;
  if (!action || (onSlider && (action === 'next' || action === 'previous'))) return false;
  perform(action, row);
  return true;
}

export function perform(action: ReviewAction, row: BatchRow | undefined): void {
  if (action === 'end') endReview();
  else if (action === 'next') step(1);
  else if (action === 'previous') step(-1);
  else if (row) start(() => judge(action, row));
}

async function judge(action: 'accept' | 'reject' | 'redo', row: BatchRow): Promise<void> {
  if (action === 'redo') return redo(row.id);
  await rate(row.id, action === 'accept' ? 'accepted' : 'rejected');
  step(1);
}
