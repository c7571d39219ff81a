import type { BatchRow, BatchStatus } from '../../src-main/contract/window/library';
import { timeLeft } from '../bottom/job-words';
import { saidWords } from '../client/said-words';
import { durationWords } from '../messages/figures';
import { formatLocale, numberWords, type Say } from '../messages/messages';

/** '4.2 GB'. */
export function sizeWords(bytes: number): string {
  const [unit, value] =
    bytes >= 1e9 ? (['GB', bytes / 1e9] as const) : (['MB', Math.max(0.1, bytes / 1e6)] as const);
  return `${value.toLocaleString(formatLocale(), { maximumFractionDigits: value < 100 ? 1 : 0 })} ${unit}`;
}

/** '12 of 300 photos · about 2 hours left'. */
export function progressWords({ progress, state, hindrance }: BatchStatus, say: Say): string {
  if (!progress) return '';
  const parts = [
    say('library.progress', {
      count: progress.total,
      done: numberWords(progress.done),
      total: numberWords(progress.total),
    }),
  ];
  if (state === 'paused') parts.push(say('job.paused'));
  else if (hindrance) parts.push(saidWords(hindrance));
  else if (progress.secondsLeft !== null && progress.secondsLeft >= 5400) {
    parts.push(say('library.left', { time: durationWords(progress.secondsLeft, say) }));
  } else {
    const left = timeLeft(progress.secondsLeft, say);
    if (left) parts.push(left);
  }
  return parts.join(' · ');
}

/** Number of photos to restore while nothing runs, including those of a crashed run. */
export function toDo({ counts }: Pick<BatchStatus, 'counts'>): number {
  return counts.waiting + counts.working;
}

/** The sentence for the end of a run. */
export function endWords(
  { done, failed, seconds, how, test }: NonNullable<BatchStatus['ended']>,
  say: Say,
): string {
  const values = {
    done: numberWords(done),
    failed: numberWords(failed),
    time: durationWords(seconds, say),
  };
  if (how === 'cancelled') return say('library.endCancelled', values);
  if (how === 'failed') return say('library.endFailed', values);
  return say(test ? 'library.endTest' : 'library.endDone', values);
}

/** Why a photo failed or was skipped, with its name in place of its path; null if it has no reason. */
export function reasonWords({ name, reason }: Pick<BatchRow, 'name' | 'reason'>): string | null {
  if (!reason) return null;
  // The values are typed by key, but every key has the path in the same form.
  const values: readonly unknown[] = Object.values(reason.values);
  const path = values.find(
    (value) => typeof value === 'string' && /[\\/]/.test(value) && value.endsWith(name),
  );
  const words = saidWords(reason);
  return typeof path === 'string' ? words.replaceAll(path, name) : words;
}

/** A cell for screen readers: 'a.jpg, in trip, failed: ...'. */
export function rowWords(row: BatchRow, say: Say): string {
  const { name, folder, state, verdict } = row;
  const reason = reasonWords(row);
  const parts = [name];
  if (folder !== '') parts.push(say('library.inFolder', { folder }));
  parts.push(say(`library.state.${state}`));
  if (reason !== null) parts.push(reason);
  if (verdict !== 'none') parts.push(say(`library.verdict.${verdict}`));
  return parts.join(', ');
}
