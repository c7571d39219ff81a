import type { Point, Rectangle } from '../contract/geometry';
import type { Recipe } from '../contract/recipe';
import type { OpenPicture, RawPicture } from '../imaging/raw-picture';
import type { Problem } from '../measurement/problem';
import type { Workspace, WorkspacePool } from '../operators/kernels/workspace';
import type { Network, NetworkBeside } from '../sampling/region-denoiser';
import type { LiveView } from './live-view';
import type { Work } from './plan-work';

export interface RestoreJob {
  readonly photo: RawPicture;
  readonly problem: Problem;
  readonly recipe: Recipe;
  /** One channel of 8 bits, of the photo's size: 128 to 255 where it is damaged, else 0 (see readMask). */
  readonly mask?: RawPicture | undefined;
  /** Paths of the raw files to create, one per sample. */
  readonly outputs: readonly string[];
  /** Bits per sample of the outputs. */
  readonly depth: 8 | 16;
  /** Largest side of a tile; by default the cheapest one for the photo and its damage. */
  readonly tileSize?: number | undefined;
  /** The picture that the photo is a part of, and the part's place in it, for a tone that changes over the picture. */
  readonly part?: { readonly of: RawPicture; readonly x: number; readonly y: number } | undefined;
  /** Where the whole print lies, in pixels of the photo, if the photo is a part or a smaller copy of it. */
  readonly frame?: Rectangle | undefined;
}

export interface RestoreProgress {
  /** Network calls made so far and in total. */
  readonly calls: number;
  readonly totalCalls: number;
  /** The sample that is being drawn, and its step. */
  readonly sample: number;
  readonly step: number;
  readonly steps: number;
  /**
   * Pixels that the network has answered, and all that it will answer, in the photo and its copies; they take most of
   * the time.
   */
  readonly pixels: number;
  readonly totalPixels: number;
  /** Finished region steps, and the pixels of the current one, which computes a pivot before its calls. */
  readonly portion: number;
  readonly portionPixels: number;
}

export interface RestoreContext {
  readonly network: Network;
  readonly beside?: NetworkBeside | undefined;
  readonly workspaces: WorkspacePool;
  progress(value: RestoreProgress): void;
  readonly signal: AbortSignal;
  /** Awaited before each network call; pending while the job is paused. */
  pause?(): Promise<void>;
  /** The centre of what the user sees, in pixels of the photo; undefined if that is unknown. */
  viewCentre?(): Point | undefined;
  /** Receives a region's intermediate result after each step. */
  live?(view: LiveView): Promise<void>;
}

/** Counts of calls, pixels, region steps and seconds, over the photo and all its copies. */
export interface Tally {
  calls: number;
  totalCalls: number;
  pixels: number;
  totalPixels: number;
  portion: number;
  seconds: number;
}

/** The part of a tally that is reported as progress. */
export function progressOf({
  calls,
  totalCalls,
  pixels,
  totalPixels,
  portion,
}: Tally): Pick<RestoreProgress, 'calls' | 'totalCalls' | 'pixels' | 'totalPixels' | 'portion'> {
  return { calls, totalCalls, pixels, totalPixels, portion };
}

/** The work on the photo or on one smaller copy of it. */
export interface LevelRun {
  /** For a copy, a job with its photo, mask and depth. */
  readonly job: RestoreJob;
  readonly level: number;
  readonly context: RestoreContext;
  readonly photo: OpenPicture;
  readonly mask: OpenPicture | undefined;
  readonly work: readonly Work[];
  readonly steps: number;
  /** Steps of the coarser runs, and of all runs. */
  readonly stepsBefore: number;
  readonly totalSteps: number;
  readonly tally: Tally;
  /** Colour channels of the outputs. */
  readonly colours: 1 | 3;
  /** Holds the arrays of one region; cleared between regions. */
  readonly workspace: Workspace;
}
