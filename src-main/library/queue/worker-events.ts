import type { JobOutcome } from './job';

/** What a worker tells while it runs. */
export type WorkerEvent =
  | { readonly event: 'ready'; readonly queue: string; readonly concurrency: number }
  | { readonly event: 'started'; readonly photo: string }
  | { readonly event: JobOutcome['outcome']; readonly photo: string; readonly seconds: number }
  | { readonly event: 'failed'; readonly photo: string; readonly reason: string }
  /** Given back to the queue, as it was. */
  | { readonly event: 'returned'; readonly photo: string }
  | { readonly event: 'waiting'; readonly reason: string }
  | { readonly event: 'continued' };
