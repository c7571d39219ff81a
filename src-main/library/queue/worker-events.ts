import type { Said } from '../../contract/said';
import type { JobOutcome } from './job';

/** The events of a running worker. */
export type WorkerEvent =
  | { readonly event: 'ready'; readonly queue: string; readonly concurrency: number }
  | { readonly event: 'started'; readonly photo: string }
  | {
      readonly event: Exclude<JobOutcome['outcome'], 'done'>;
      readonly photo: string;
      readonly seconds: number;
    }
  | {
      readonly event: 'done';
      readonly photo: string;
      readonly seconds: number;
      /** Millions of pixels of the result. */
      readonly megapixels: number;
      /** What ran the network. */
      readonly provider: string;
    }
  | { readonly event: 'failed'; readonly photo: string; readonly reason: Said }
  /** The photo was given back to the queue. */
  | { readonly event: 'returned'; readonly photo: string }
  | { readonly event: 'waiting'; readonly reason: Said }
  | { readonly event: 'continued' };
