import { badRequest } from '../../contract/errors';
import type { jobChannels } from '../../contract/window/jobs';
import type { StudioParts } from '../parts';
import { restoration } from '../restore-run';
import type { SomeHandlers } from './some-handlers';

export function jobHandlers(parts: StudioParts): SomeHandlers<typeof jobChannels> {
  const { documents, jobs, files } = parts;
  return {
    preview: async () => {
      throw badRequest('The preview is not built yet.');
    },
    restore: async ({ document: id, recipe, kernel }) => {
      const path = kernel === undefined ? undefined : files.path(kernel);
      return { job: jobs.start(restoration(parts, documents.find(id), recipe, path)) };
    },
    pauseJob: ({ job }) => jobs.pause(job),
    resumeJob: ({ job }) => jobs.resume(job),
    cancelJob: ({ job }) => jobs.cancel(job),
  };
}
