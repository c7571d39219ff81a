import type { jobChannels } from '../../contract/window/jobs';
import type { StudioParts } from '../parts';
import { preview } from '../preview';
import { restoration } from '../restore-run';
import type { SomeHandlers } from './some-handlers';

export function jobHandlers(parts: StudioParts): SomeHandlers<typeof jobChannels> {
  const { documents, jobs, files } = parts;
  return {
    preview: async ({ document: id, recipe, view }) => ({
      job: jobs.start(preview(parts, documents.find(id), recipe, view)),
    }),
    restore: async ({ document: id, recipe, kernel }) => {
      const path = kernel === undefined ? undefined : files.path(kernel);
      return { job: jobs.start(restoration(parts, documents.find(id), recipe, path)) };
    },
    pauseJob: ({ job }) => jobs.pause(job),
    resumeJob: ({ job }) => jobs.resume(job),
    cancelJob: ({ job }) => jobs.cancel(job),
  };
}
