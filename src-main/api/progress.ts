import type { PageProgress } from '../jobs/restore-job';
import type { Progress } from './picture';

/** The progress of a restoration in the form of the package. */
export function progressOf(progress: PageProgress): Progress {
  const { page, pages, sample, step, steps, calls, totalCalls, pixels, totalPixels } = progress;
  const share = totalPixels === 0 ? 0 : Math.min(1, pixels / totalPixels);
  return { fraction: (page + share) / pages, page, pages, sample, step, steps, calls, totalCalls };
}
