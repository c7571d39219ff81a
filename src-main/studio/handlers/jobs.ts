import type { ReadId } from '../../contract/window/basics';
import type { jobChannels } from '../../contract/window/jobs';
import { estimate } from '../estimate';
import type { StudioParts } from '../parts';
import { preview } from '../preview';
import { restoration } from '../restore-run';
import type { SomeHandlers } from './some-handlers';

export function jobHandlers(parts: StudioParts): SomeHandlers<typeof jobChannels> {
  const { documents, jobs, files } = parts;
  const pathOf = (kernel: ReadId | undefined) => (kernel === undefined ? undefined : files.path(kernel));
  return {
    openJobs: async () => ({ jobs: [...jobs.all] }),
    preview: async ({ document: id, recipe, view, kernel }) => ({
      job: jobs.start(preview(parts, documents.find(id), { recipe, view, kernel: pathOf(kernel) })),
    }),
    restore: async ({ document: id, recipe, kernel }) => ({
      job: jobs.start(restoration(parts, documents.find(id), recipe, pathOf(kernel))),
    }),
    estimateRestoration: async ({ document: id, recipe }) => ({
      seconds: await estimate(parts, documents.find(id), recipe),
    }),
    pauseJob: ({ job }) => jobs.pause(job),
    resumeJob: ({ job }) => jobs.resume(job),
    cancelJob: ({ job }) => jobs.cancel(job),
  };
}
