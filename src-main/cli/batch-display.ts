import { inEnglish, jsonInEnglish } from '../contract/said';
import type { DryRun } from '../library/dry-run';
import type { BatchEvent } from '../library/events';
import { progressBar } from './progress';

/** Prints the events of a batch: lines of JSON, or a progress bar on stderr and a line for each problem. */
export interface BatchDisplay {
  tell(event: BatchEvent): void;
  stop(): void;
}

export function batchDisplay(json: boolean): BatchDisplay {
  if (json) {
    return { tell: (event) => process.stdout.write(`${jsonInEnglish(event)}\n`), stop: () => {} };
  }
  const bar = progressBar();
  const line = (text: string) => {
    bar.clear();
    process.stderr.write(`${text}\n`);
  };
  return { tell: (event) => show(event, bar, line), stop: () => bar.clear() };
}

function show(event: BatchEvent, bar: ReturnType<typeof progressBar>, line: (text: string) => void): void {
  switch (event.event) {
    case 'failed':
      line(inEnglish(event.reason));
      break;
    case 'skipped':
      line(`${event.photo} was skipped: ${inEnglish(event.reason)}.`);
      break;
    case 'waiting':
      line(`Waiting: ${inEnglish(event.reason)}`);
      break;
    case 'continued':
      line('Continuing.');
      break;
    case 'progress': {
      const left = event.secondsLeft === null ? '' : `, ${duration(event.secondsLeft)} left`;
      bar.update(event.done, event.total, `${event.done} of ${event.total} photos${left}`);
      break;
    }
    case 'finished':
      bar.clear();
      process.stdout.write(
        `${event.done} done (${event.doneNow} now), ${event.failed} failed, ${event.skipped} skipped, in ${duration(event.seconds)}\n`,
      );
      break;
    case 'queue':
    case 'planned':
    case 'started':
    case 'done':
      break;
  }
}

export function describeDryRun(found: DryRun): string {
  const { counts, leftOut } = found;
  const lines = [
    `${counts.waiting} photos to restore (about ${found.megapixels.toFixed(1)} megapixels), ${counts.done} done already, ${counts.failed} failed before, ${leftOut.length} left out, ${found.otherFiles} other files`,
    `about ${duration(found.seconds)} on this machine, about ${size(found.bytes)} of results${found.freeBytes === null ? '' : ` (${size(found.freeBytes)} are free)`}`,
    ...leftOut.map(({ path, reason }) => `left out: ${path} (${inEnglish(reason)})`),
  ];
  return lines.join('\n');
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

function size(bytes: number): string {
  if (bytes < 1e6) return `${Math.ceil(bytes / 1e3)} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
