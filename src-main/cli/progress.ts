import { Format, Presets, SingleBar } from 'cli-progress';
import type { PageProgress } from '../jobs/restore-job';
import type { SpeechOptions } from './speech';

/** Progress on stderr: a bar on a terminal, elsewhere an occasional line. */
export interface ProgressBar {
  /** Shows `done` of `total` work (calls, or pixels), and `where` the work is. */
  update(done: number, total: number, where: string): void;
  /** Removes the bar from the screen until the next update. */
  clear(): void;
}

export function progressBar({ quiet, verbose }: SpeechOptions): ProgressBar {
  if (quiet) return { update: () => {}, clear: () => {} };
  const canDraw = process.stderr.isTTY && process.env['TERM'] !== 'dumb';
  return canDraw ? drawnBar() : progressLines(verbose === true);
}

function drawnBar(): ProgressBar {
  const began = Date.now();
  const bar = new SingleBar(
    {
      stream: process.stderr,
      clearOnComplete: true,
      hideCursor: true,
      format: (options, params, payload) =>
        `${payload.where} ${Format.BarFormat(params.progress, options)} ${timeLeft(began, params)}`,
    },
    Presets.shades_classic,
  );
  let running = false;
  return {
    update: (done, total, where) => {
      if (!running) bar.start(total, 0, { where });
      running = true;
      bar.update(done, { where });
    },
    clear: () => {
      if (running) bar.stop();
      running = false;
    },
  };
}

/** Seconds until the first line, with --verbose and otherwise; each wait is twice as long as the one before, up to a minute. */
const FIRST_LINE = { verbose: 2, usual: 15 };
const LONGEST_WAIT = 60;

function progressLines(verbose: boolean): ProgressBar {
  const began = Date.now();
  let wait = verbose ? FIRST_LINE.verbose : FIRST_LINE.usual;
  let next: number | undefined;
  return {
    update: (value, total, where) => {
      const now = Date.now();
      next ??= now + 1000 * wait;
      if (now < next || value >= total) return;
      wait = Math.min(2 * wait, LONGEST_WAIT);
      next = now + 1000 * wait;
      const left = timeLeft(began, { value, total });
      const percent = `${Math.floor((100 * value) / total)} %`;
      process.stderr.write(`${[where, percent, left].filter((part) => part !== '').join(', ')}\n`);
    },
    clear: () => {},
  };
}

/** Shows the progress of restorations, one after another. */
export interface ProgressDisplay {
  /** Begins with a photo, the first of which is 0. */
  next(index: number, name: string): void;
  update(progress: PageProgress): void;
  stop(): void;
}

/** Units of the bar for one photo, so that photos of all sizes count alike. */
const PHOTO = 1000;

export function progressDisplay(photos: number, options: SpeechOptions): ProgressDisplay {
  const bar = progressBar(options);
  let current = { index: 0, name: '' };
  return {
    next: (index, name) => {
      current = { index, name };
    },
    update: (progress) => {
      const { pixels, totalPixels, page, pages } = progress;
      const { index, name } = current;
      const part = (page * totalPixels + pixels) / (totalPixels * pages);
      const which = photos > 1 ? [`${index + 1} of ${photos}, ${name}`] : [];
      const where = [...which, ...describe(progress)].join(', ');
      bar.update(PHOTO * (index + part), PHOTO * photos, where);
    },
    stop: () => bar.clear(),
  };
}

function describe({ step, steps, sample, page, pages }: PageProgress): string[] {
  const parts = [`step ${step} of ${steps}`];
  if (sample > 0) parts.push(`sample ${sample + 1}`);
  if (pages > 1) parts.push(`page ${page + 1} of ${pages}`);
  return parts;
}

/** Estimates the time left from the mean time so far. */
function timeLeft(began: number, { value, total }: { value: number; total: number }): string {
  if (value === 0) return '';
  const seconds = Math.ceil((((Date.now() - began) / value) * (total - value)) / 1000);
  return seconds >= 90 ? `about ${Math.round(seconds / 60)} min left` : `${seconds} s left`;
}
