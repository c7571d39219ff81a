import { Format, Presets, SingleBar } from 'cli-progress';
import type { PageProgress } from '../jobs/restore-job';

/** A progress bar on stderr, shown only if that is a terminal. */
export interface ProgressBar {
  /** Shows `done` of `total` work (calls, or pixels), and `where` the work is. */
  update(done: number, total: number, where: string): void;
  /** Removes the bar from the screen until the next update. */
  clear(): void;
}

export function progressBar(): ProgressBar {
  if (!process.stderr.isTTY) return { update: () => {}, clear: () => {} };
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

/** Shows the progress of restorations, one after another. */
export interface ProgressDisplay {
  /** Begins with a photo, the first of which is 0. */
  next(index: number, name: string): void;
  update(progress: PageProgress): void;
  stop(): void;
}

/** The whole work of a photo in units of the bar, which then counts photos of all sizes alike. */
const PHOTO = 1000;

export function progressDisplay(photos: number): ProgressDisplay {
  const bar = progressBar();
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

/** Estimates the time left from the mean time of what is done. */
function timeLeft(began: number, { value, total }: { value: number; total: number }): string {
  if (value === 0) return '';
  const seconds = Math.ceil((((Date.now() - began) / value) * (total - value)) / 1000);
  return seconds >= 90 ? `about ${Math.round(seconds / 60)} min left` : `${seconds} s left`;
}
