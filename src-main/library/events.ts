import type { Counts } from '../contract/batch';
import type { Said } from '../contract/said';
import type { JobOutcome } from './queue/job';

/** The state of the queue by its own counters. */
export interface QueueState {
  /** Number of processes that take jobs from it. */
  readonly workers: number;
  readonly waiting: number;
  readonly active: number;
  /** Jobs that ended in the last full minute. */
  readonly completedPerMinute: number;
  readonly failedPerMinute: number;
}

/** The events of a running batch. Paths are relative to the photos' folder or the results' folder. */
export type BatchEvent =
  | {
      readonly event: 'planned';
      readonly counts: Counts;
      readonly leftOut: number;
      readonly otherFiles: number;
    }
  | { readonly event: 'started'; readonly photo: string }
  | {
      readonly event: 'done';
      readonly photo: string;
      readonly outputs: readonly string[];
      readonly seconds: number;
      /** Millions of pixels of the result. */
      readonly megapixels: number;
      /** What ran the network; missing from workers of earlier versions. */
      readonly provider?: string;
      readonly warnings: readonly Said[];
    }
  | { readonly event: 'failed'; readonly photo: string; readonly reason: Said }
  | { readonly event: 'skipped'; readonly photo: string; readonly reason: Said }
  | {
      readonly event: 'progress';
      readonly done: number;
      readonly total: number;
      readonly secondsLeft: number | null;
    }
  /** The state of the queue that distributes the photos to other machines. */
  | ({ readonly event: 'queue' } & QueueState)
  /** The work waits (disk full, battery, paused by the user), or continues. */
  | { readonly event: 'waiting'; readonly reason: Said }
  | { readonly event: 'continued' }
  | {
      readonly event: 'finished';
      /** Photos done by this run and earlier ones. */
      readonly done: number;
      readonly doneNow: number;
      readonly failed: number;
      /** Photos with nothing to do: no mask, gone, links, RAW files. */
      readonly skipped: number;
      /** Photos left for another run. */
      readonly waiting: number;
      readonly seconds: number;
    };

/** The last event of a run, which is also its outcome. */
export type Finished = Extract<BatchEvent, { readonly event: 'finished' }>;

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
