import type { Rectangle } from '../../src-main/contract/geometry';
import type { MaskTile } from '../../src-main/contract/window/mask-tiles';
import type { MaskStep } from './delta';
import type { Point } from './polygon';

export type MaskMode = 'add' | 'subtract' | 'replace';

/** A point of a stroke in picture pixels, with the brush's diameter there. */
export interface StrokePoint {
  readonly x: number;
  readonly y: number;
  /** In picture pixels. */
  readonly size: number;
}

/** What a toolbar shows of a mask; the same object as long as nothing of it changed. */
export interface MaskState {
  /** How many pixels are damaged. */
  readonly damagedPixels: number;
  /** A long operation (grow, shrink, feather, invert) runs; strokes are not taken meanwhile. */
  readonly busy: boolean;
  /** Counts changes of the mask; strokes count when they end. */
  readonly version: number;
}

/** Tiles that changed, as keys of `tileKey`, and within which area where that is known; null: all may have. */
export type MaskListener = (changed: ReadonlySet<number> | null, within: Rectangle | null) => void;

/**
 * Hears of every step that the mask makes, once it is made, and how much is damaged then, in pixels: whoever keeps the
 * steps in order can have them flipped. Flipping makes none.
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
  /** By key; absent tiles are 0 throughout. Not to be written to, nor kept across changes. */
  tiles(): ReadonlyMap<number, Uint8Array>;

  /**
   * Begins a stroke with its first point. `hardness` 0 to 1, `size` the brush's nominal diameter whatever the
   * pressure. False where the mask is busy.
   */
  beginStroke(mode: 'add' | 'subtract', hardness: number, size: number, point: StrokePoint): boolean;
  /** Goes on, straight from point to point; how finely the way is cut makes no difference. */
  strokeTo(points: readonly StrokePoint[]): void;
  endStroke(): void;
  /** Takes the stroke back as if it had never begun. */
  cancelStroke(): void;

  /** Fills a polygon of picture points, closed by itself, by the even-odd rule. */
  fillPolygon(points: readonly Point[], mode: 'add' | 'subtract'): void;
  /** Strokes a polyline of one width in picture pixels, as one step. */
  strokeLine(points: readonly Point[], width: number, mode: 'add' | 'subtract'): void;
  /**
   * From here on: on few tiles done on return; long ones are carried out piece by piece and one after another, while
   * the mask is `busy`. Tiles of the wand, the scratch finder or a file. 'add' is the greater, 'subtract' takes away.
   */
  apply(tiles: readonly MaskTile[], mode: MaskMode): Promise<void>;
  clear(): Promise<void>;
  invert(): Promise<void>;
  /** By `pixels` in exact Euclidean distance. */
  grow(pixels: number): Promise<void>;
  shrink(pixels: number): Promise<void>;
  /** Softens edges by a Gaussian of this standard deviation in pixels. */
  feather(deviation: number): Promise<void>;

  /**
   * Takes a step back or does it again. `next` names it, null for none, once everything asked for before is done; the
   * last step alone is flipped in either way. It isn't called in the middle of a stroke.
   */
  flip(next: () => MaskStep | null): Promise<void>;

  /** The mask of an opened document: replaces everything; nothing counts as changed. */
  load(tiles: readonly MaskTile[]): void;
  /** All tiles that aren't empty. */
  save(): MaskTile[];
  /** Tiles that changed since they were last taken, for `updateMask`; emptied ones are zeros. */
  takeChanged(): MaskTile[];
}
