import { join } from 'node:path';
import type { Engine as Processes } from '../jobs/engine';
import type { PhotoJob } from '../jobs/photo-job';
import type { BatchEvent as Event } from '../library/events';
import { openBatch } from '../library/open-batch';
import { runBatch } from '../library/run-batch';
import { sentence } from './public-forms';
import { rulesOf } from './rules';
import type { BatchEvent, BatchRequest, BatchSummary } from './types';

/** Restores the photos of a folder; `data` is the folder above the ledgers. Throws a PlainError. */
export async function restoreFolder(
  processes: Processes,
  request: BatchRequest,
  { network, data }: { readonly network: PhotoJob['network']; readonly data: string },
  signal: AbortSignal,
): Promise<BatchSummary> {
  const { input, output, masks = null, include = [], exclude = [], order = 'folder' } = request;
  const { resume = false, retryFailed = false, tile: tileSize, onEvent } = request;
  const open = await openBatch(
    { input, output, masks, ...rulesOf(request.recipe), include, exclude, order },
    { resume, retryFailed, ledgers: join(data, 'ledgers'), network, tileSize },
    signal,
  );
  try {
    const tell = (event: Event) => {
      const told = publicEvent(event);
      if (told) onEvent?.(told);
    };
    const { event: _, ...summary } = await runBatch(processes, open, { signal, onEvent: tell }).finished;
    return summary;
  } finally {
    open.close();
  }
}

/** An event in the form of the package; undefined for events of queues, which the package doesn't have. */
function publicEvent(event: Event): BatchEvent | undefined {
  switch (event.event) {
    case 'done':
      return { ...event, warnings: event.warnings.map(sentence) };
    case 'failed':
    case 'skipped':
    case 'waiting':
      return { ...event, reason: sentence(event.reason) };
    case 'queue':
      return undefined;
    default:
      return event;
  }
}
