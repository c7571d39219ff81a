import type { Point, Rectangle } from '../../src-main/contract/geometry';
import type { MaskTile } from '../../src-main/contract/window/mask-tiles';
import type { MaskStep } from './delta';

export type MaskMode = 'add' | 'subtract' | 'replace';

/** A point of a stroke in picture pixels, with the brush's diameter there. */
export interface StrokePoint {
  readonly x: number;
  readonly y: number;
  /** In picture pixels. */
  readonly size: number;
}

/** The state of a mask for toolbars; the same object until something changes. */
export interface MaskState {
  /** How many pixels are damaged. */
  readonly damagedPixels: number;
  /** A long operation (grow, shrink, feather, invert) is running; strokes aren't accepted meanwhile. */
  readonly busy: boolean;
  /** Counts changes of the mask; strokes count when they end. */
  readonly version: number;
}

/** Gets the keys (tileKey) of changed tiles, and the changed area if it is known; null means that all may have changed. */
export type MaskListener = (changed: ReadonlySet<number> | null, within: Rectangle | null) => void;

/**
 * Called after every new step of the mask, with the number of damaged pixels. The listener keeps the steps in order and
 * can have them flipped. Flipping makes no new step.
 */
export type StepListener = (step: MaskStep, damagedPixels: number) => void;

/**
 * A mask of a photo's extent while it is edited: sparse tiles of MASK_TILE picture pixels. Works with
 * useSyncExternalStore(mask.subscribe, mask.state).
 */
export interface MaskEditor {
  readonly width: number;
  readonly height: number;
  /** Called at every change, within a stroke too. */
  subscribe(listener: MaskListener): () => void;
  state(): MaskState;
  /** The tiles by key; absent tiles are all 0. Don't write to them or keep them across changes. */
  tiles(): ReadonlyMap<number, Uint8Array>;

  /**
   * Begins a stroke with its first point. `hardness` 0 to 1, `size` the brush's nominal diameter whatever the pressure.
   * False if the mask is busy.
   */
  beginStroke(mode: 'add' | 'subtract', hardness: number, size: number, point: StrokePoint): boolean;
  /** Continues in straight lines from point to point; it doesn't matter how finely the path is divided. */
  strokeTo(points: readonly StrokePoint[]): void;
  endStroke(): void;
  /** Cancels the stroke as if it had never begun. */
  cancelStroke(): void;

  /** Fills a polygon of picture points, closed by itself, by the even-odd rule. */
  fillPolygon(points: readonly Point[], mode: 'add' | 'subtract'): void;
  /** Strokes a polyline of one width in picture pixels, as one step. */
  strokeLine(points: readonly Point[], width: number, mode: 'add' | 'subtract'): void;
  /**
   * Applies tiles of the wand, the scratch finder or a file: 'add' takes the greater value, 'subtract' removes. This
   * and the following operations are done on return if they affect few tiles. Long ones run in pieces, one operation
   * after another, while the mask is `busy`.
   */
  apply(tiles: readonly MaskTile[], mode: MaskMode): Promise<void>;
  clear(): Promise<void>;
  invert(): Promise<void>;
  /** Grows the damage by `pixels` (exact Euclidean distance). */
  grow(pixels: number): Promise<void>;
  shrink(pixels: number): Promise<void>;
  /** Softens edges by a Gaussian of this standard deviation in pixels. */
  feather(deviation: number): Promise<void>;

  /**
   * Undoes or redoes a step. `next` is called after all earlier operations and returns the step, or null for none; only
   * the newest step, or the last undone one, can be flipped. It isn't called during a stroke.
   */
  flip(next: () => MaskStep | null): Promise<void>;

  /** Replaces everything by the mask of an opened document; nothing counts as changed. */
  load(tiles: readonly MaskTile[]): void;
  /** All tiles that aren't empty. */
  save(): MaskTile[];
  /** Tiles that changed since the last call, for `updateMask`; emptied tiles are zeros. */
  takeChanged(): MaskTile[];
}
