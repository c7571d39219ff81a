import { centreOf, type Rectangle } from '../../contract/geometry';
import type { Recipe } from '../../contract/recipe';
import type { ReadId } from '../../contract/window/basics';
import type { jobChannels } from '../../contract/window/jobs';
import type { OpenDocument } from '../document';
import { estimate } from '../estimate';
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
    reportView: ({ document, view }) => reportView(parts, documents.find(document), view),
    pauseJob: ({ job }) => jobs.pause(job),
    resumeJob: ({ job }) => jobs.resume(job),
    cancelJob: ({ job }) => jobs.cancel(job),
  };
}

/** Records which part of the photo the user sees. Restorations do it first, including the one that runs. */
async function reportView(
  { engine, jobs }: Pick<StudioParts, 'engine' | 'jobs'>,
  document: OpenDocument,
  view: Rectangle,
): Promise<void> {
  const centre = centreOf(view);
  document.viewCentre = centre;
  const running = jobs.all.find(
    ({ document: of, kind, state }) => of === document.id && kind === 'restore' && state !== 'waiting',
  );
  if (running) await engine.compute.request('moveView', { name: running.id, centre });
}
