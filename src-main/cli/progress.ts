import { Format, Presets, SingleBar } from 'cli-progress';
import type { PageProgress } from '../engine/jobs/restore-job';

/** Shows how far a restoration is, on stderr and only where that is a terminal. */
export interface ProgressDisplay {
  update(progress: PageProgress): void;
  stop(): void;
}

export function progressDisplay(): ProgressDisplay {
  if (!process.stderr.isTTY) return { update: () => {}, stop: () => {} };
  const bar = new SingleBar(
    {
      stream: process.stderr,
      clearOnComplete: true,
      hideCursor: true,
      format: (options, params, payload) =>
        `${payload.where} ${Format.BarFormat(params.progress, options)} ${timeLeft(params)}`,
    },
    Presets.shades_classic,
  );
  let running = false;
  return {
    update: (progress) => {
      const total = progress.totalCalls * progress.pages;
      const done = progress.page * progress.totalCalls + progress.calls;
      if (!running) bar.start(total, 0, { where: '' });
      running = true;
      bar.update(done, { where: describe(progress) });
    },
    stop: () => bar.stop(),
  };
}

function describe({ step, steps, sample, page, pages }: PageProgress): string {
  const parts = [`step ${step} of ${steps}`];
  if (sample > 0) parts.push(`sample ${sample + 1}`);
  if (pages > 1) parts.push(`page ${page + 1} of ${pages}`);
  return parts.join(', ');
}

/** From the mean time a call took so far: every call of a job costs about the same. */
function timeLeft({ startTime, value, total }: { startTime: number; value: number; total: number }): string {
  if (value === 0) return '';
  const seconds = Math.ceil((((Date.now() - startTime) / value) * (total - value)) / 1000);
  return seconds >= 90 ? `about ${Math.round(seconds / 60)} min left` : `${seconds} s left`;
}
