import { inEnglish, jsonInEnglish } from '../contract/said';
import type { DryRun } from '../library/dry-run';
import type { BatchEvent } from '../library/events';
import { duration } from './figures';
import { type ProgressBar, progressBar } from './progress';
import { type Speech, type SpeechOptions, speechOf } from './speech';

/** Prints the events of a batch: lines of JSON, or a progress bar on stderr and a line for each problem. */
export interface BatchDisplay {
  tell(event: BatchEvent): void;
  stop(): void;
}

export function batchDisplay(options: SpeechOptions): BatchDisplay {
  if (options.json) {
    return { tell: (event) => process.stdout.write(`${jsonInEnglish(event)}\n`), stop: () => {} };
  }
  const bar = progressBar(options);
  const speech = speechOf(options);
  return {
    tell: (event) => {
      if (event.event !== 'progress') bar.clear();
      show(event, bar, speech);
    },
    stop: () => bar.clear(),
  };
}

function show(event: BatchEvent, bar: ProgressBar, speech: Speech): void {
  switch (event.event) {
    case 'failed':
      speech.failure(inEnglish(event.reason));
      break;
    case 'skipped':
      speech.note(`${event.photo} was skipped: ${inEnglish(event.reason)}.`);
      break;
    case 'waiting':
      speech.note(`Waiting: ${inEnglish(event.reason)}`);
      break;
    case 'continued':
      speech.note('Continuing.');
      break;
    case 'started':
      speech.detail(`${event.photo} ...`);
      break;
    case 'done':
      speech.detail(`${event.photo} is done, in ${event.seconds} s.`);
      break;
    case 'progress': {
      const left = event.secondsLeft === null ? '' : `, ${duration(event.secondsLeft)} left`;
      bar.update(event.done, event.total, `${event.done} of ${event.total} photos${left}`);
      break;
    }
    case 'finished':
      speech.result(
        `${event.done} done (${event.doneNow} now), ${event.failed} failed, ${event.skipped} skipped, in ${duration(event.seconds)}`,
      );
      break;
    case 'queue':
    case 'planned':
      break;
  }
}

export function describeDryRun(found: DryRun): string {
  const { counts, leftOut } = found;
  const lines = [
    `${counts.waiting} ${counts.waiting === 1 ? 'photo' : 'photos'} to restore (about ${found.megapixels.toFixed(1)} megapixels), ${counts.done} done already, ${counts.failed} failed before, ${leftOut.length} left out, ${found.otherFiles} other files`,
    `about ${duration(found.seconds)} on this machine, about ${size(found.bytes)} of results${found.freeBytes === null ? '' : ` (${size(found.freeBytes)} are free)`}`,
    ...leftOut.map(({ path, reason }) => `left out: ${path} (${inEnglish(reason)})`),
  ];
  return lines.join('\n');
}

function size(bytes: number): string {
  if (bytes < 1e6) return `${Math.ceil(bytes / 1e3)} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
