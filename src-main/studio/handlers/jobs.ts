import { badRequest } from '../../contract/errors';
import { said } from '../../contract/said';
import type { ReadId } from '../../contract/window/basics';
import type { jobChannels } from '../../contract/window/jobs';
import { isHealedByHand } from '../../contract/window/results';
import type { OpenDocument } from '../document';
import { estimate } from '../estimate';
import type { StudioParts } from '../parts';
import { preview } from '../preview';
import { restoration } from '../restore-run';
import { findResult } from '../results';
import type { StoredResult } from '../stored-result';
import type { SomeHandlers } from './some-handlers';

export function jobHandlers(parts: StudioParts): SomeHandlers<typeof jobChannels> {
  const { documents, jobs, files } = parts;
  const pathOf = (kernel: ReadId | undefined) => (kernel === undefined ? undefined : files.path(kernel));
  return {
    openJobs: async () => ({ jobs: [...jobs.all] }),
    preview: async ({ document: id, recipe, view, kernel, on }) => {
      const document = documents.find(id);
      const asked = { recipe, view, kernel: pathOf(kernel), on: healedOf(document, on) };
      return { job: jobs.start(preview(parts, document, asked)) };
    },
    restore: async ({ document: id, recipe, kernel, on }) => {
      const document = documents.find(id);
      const asked = { recipe, kernel: pathOf(kernel), on: healedOf(document, on) };
      return { job: jobs.start(restoration(parts, document, asked)) };
    },
    estimateRestoration: async ({ document: id, recipe }) => ({
      seconds: await estimate(parts, documents.find(id), recipe),
    }),
    pauseJob: ({ job }) => jobs.pause(job),
    resumeJob: ({ job }) => jobs.resume(job),
    cancelJob: ({ job }) => jobs.cancel(job),
  };
}

/** A healed result in place of the photo. Throws a PlainError (bad request) if it is none, or larger than the photo. */
function healedOf(document: OpenDocument, id: string | undefined): StoredResult | undefined {
  if (id === undefined) return undefined;
  const stored = findResult(document, id);
  const { width, channels } = stored.raw;
  const isLike = width === document.raw.width && channels === document.raw.channels;
  if (!isHealedByHand(stored.result) || !isLike) throw badRequest(said('resultGone'));
  return stored;
}
