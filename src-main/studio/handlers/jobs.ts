import type { Recipe } from '../../contract/recipe';
import type { ReadId } from '../../contract/window/basics';
import type { jobChannels } from '../../contract/window/jobs';
import { estimate } from '../estimate';
import { lookAt } from '../look-at';
import type { StudioParts } from '../parts';
import { preview } from '../preview';
import { restoration } from '../restore-run';
import { startOf } from '../run-start';
import type { SomeHandlers } from './some-handlers';

export function jobHandlers(parts: StudioParts): SomeHandlers<typeof jobChannels> {
  const { documents, jobs, files } = parts;
  const pathOf = (kernel: ReadId | undefined) => (kernel === undefined ? undefined : files.path(kernel));
  return {
    openJobs: async () => ({ jobs: [...jobs.all] }),
    preview: async ({ document: id, recipe, view, kernel, on, anew = false }) => {
      const document = documents.find(id);
      const start = (one: Recipe) => startOf(document, one, { result: on, anew });
      return {
        job: jobs.start(preview(parts, document, { recipe, view, kernel: pathOf(kernel), start })),
      };
    },
    restore: async ({ document: id, recipe, kernel, on, anew = false }) => {
      const document = documents.find(id);
      const start = startOf(document, recipe, { result: on, anew });
      return { job: jobs.start(restoration(parts, document, { ...start, kernel: pathOf(kernel) })) };
    },
    estimateRestoration: async ({ document: id, recipe, on, anew = false }) => {
      const document = documents.find(id);
      const start = startOf(document, recipe, { result: on, anew });
      return { seconds: await estimate(parts, document, start) };
    },
    lookAt: ({ document, view }) => lookAt(parts, documents.find(document), view),
    pauseJob: ({ job }) => jobs.pause(job),
    resumeJob: ({ job }) => jobs.resume(job),
    cancelJob: ({ job }) => jobs.cancel(job),
  };
}
