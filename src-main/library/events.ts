import type { Counts } from './ledger';

/** How the queue stands, by its own counting. */
export interface QueueState {
  /** Processes that take jobs from it. */
  readonly workers: number;
  readonly waiting: number;
  readonly active: number;
  /** Jobs that ended in the last whole minute. */
  readonly completedPerMinute: number;
  readonly failedPerMinute: number;
}

/** What a batch tells while it runs. Paths are relative: of photos to their folder, of results to theirs. */
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
      readonly warnings: readonly string[];
    }
  | { readonly event: 'failed'; readonly photo: string; readonly reason: string }
  | { readonly event: 'skipped'; readonly photo: string; readonly reason: string }
  | {
      readonly event: 'progress';
      readonly done: number;
      readonly total: number;
      readonly secondsLeft: number | null;
    }
  /** How the queue stands that hands the photos to other machines. */
  | ({ readonly event: 'queue' } & QueueState)
  /** The work stands still (disk full, battery, a person), or goes on. */
  | { readonly event: 'waiting'; readonly reason: string }
  | { readonly event: 'continued' }
  | ({ readonly event: 'finished' } & BatchSummary);

/** The end of a batch, honestly. */
export interface BatchSummary {
  /** All that is done, by this run and those before it. */
  readonly done: number;
  readonly doneNow: number;
  readonly failed: number;
  /** Nothing to be done: no mask, gone, links, RAW files. */
  readonly skipped: number;
  /** Left by a batch that was cancelled. */
  readonly waiting: number;
  readonly seconds: number;
}
