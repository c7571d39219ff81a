import type { Recipe } from '../contract/recipe';
import type { OpenPicture, RawPicture } from '../imaging/raw-picture';
import type { Problem } from '../measurement/problem';
import type { VectorSpace } from '../operators/kernels/vector-space';
import type { Network, NetworkBeside } from '../sampling/region-denoiser';
import type { LiveView } from './live-view';
import type { Work } from './plan-work';

export interface RestoreJob {
  readonly photo: RawPicture;
  readonly problem: Problem;
  readonly recipe: Recipe;
  /** One channel of 8 bits of the photo's size: 128 to 255 where it is damaged, else 0 (readMask). */
  readonly mask?: RawPicture | undefined;
  /** One raw file a sample, created here. */
  readonly outputs: readonly string[];
  /** Bits per sample of the outputs. */
  readonly depth: 8 | 16;
  /** Largest side of a tile; left out, what costs least for the photo and its damage. */
  readonly tileSize?: number | undefined;
}

export interface RestoreProgress {
  /** Network calls so far and in all. */
  readonly calls: number;
  readonly totalCalls: number;
  /** Of the sample (candidate) that is being drawn. */
  readonly sample: number;
  readonly step: number;
  readonly steps: number;
  /** Steps of one region that are done, and all: each is prepared (a pivot) before its calls. */
  readonly portion: number;
  readonly portions: number;
}

export interface RestoreContext {
  readonly network: Network;
  readonly beside?: NetworkBeside | undefined;
  progress(value: RestoreProgress): void;
  readonly signal: AbortSignal;
  /** Waited for before each network call: a job that was told to pause stands here. */
  pause?(): Promise<void>;
  /** Shown what a region has after each step. */
  live?(view: LiveView): Promise<void>;
}

/** Calls and seconds of the photo and of all its copies. */
export interface Tally {
  calls: number;
  totalCalls: number;
  portion: number;
  portions: number;
  seconds: number;
}

/** What a tally says of how far the work is. */
export function progressOf({
  calls,
  totalCalls,
  portion,
  portions,
}: Tally): Pick<RestoreProgress, 'calls' | 'totalCalls' | 'portion' | 'portions'> {
  return { calls, totalCalls, portion, portions };
}

/** What is done on the photo, or on a smaller copy of it. */
export interface Run {
  /** That of the copy: its photo and its depth. */
  readonly job: RestoreJob;
  readonly level: number;
  readonly context: RestoreContext;
  readonly photo: OpenPicture;
  readonly mask: OpenPicture | undefined;
  readonly work: readonly Work[];
  readonly steps: number;
  /** Steps of the coarser runs, and of all runs together. */
  readonly stepsBefore: number;
  readonly totalSteps: number;
  readonly tally: Tally;
  /** Colour channels of the outputs. */
  readonly colours: 1 | 3;
  /** Holds what is calculated of a region; empty between regions. */
  readonly space: VectorSpace;
}
