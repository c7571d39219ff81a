import type { Point } from '../../src-main/contract/geometry';

/** A point with the brush's diameter there, in picture pixels. */
export interface SizedPoint extends Point {
  readonly size: number;
}

export type PaintMode = 'add' | 'subtract';
export type DrawingTool =
  | 'heal'
  | 'brush'
  | 'eraser'
  | 'lasso'
  | 'rectangle'
  | 'line'
  | 'trace'
  | 'wand'
  | 'streak';

/** A drawing that isn't part of the mask yet. */
export type Sketch =
  | { readonly kind: 'none' }
  | { readonly kind: 'stroke' }
  | {
      readonly kind: 'lasso';
      readonly points: readonly Point[];
      readonly mode: PaintMode;
      readonly down: boolean;
    }
  | { readonly kind: 'rectangle'; readonly from: Point; readonly to: Point; readonly mode: PaintMode }
  | {
      readonly kind: 'line';
      readonly points: readonly Point[];
      readonly hover: Point;
      readonly mode: PaintMode;
    }
  | { readonly kind: 'streak'; readonly from: Point; readonly to: Point };

export interface Gesture {
  readonly sketch: Sketch;
  /** The end of the last stroke, from which Shift continues. */
  readonly last: SizedPoint | null;
}

/** The user's input; `press` with `erase` is the right button or a pen's eraser. */
export type Input =
  | {
      readonly type: 'press';
      readonly point: SizedPoint;
      readonly erase: boolean;
      readonly straight: boolean;
    }
  | { readonly type: 'move'; readonly points: readonly SizedPoint[]; readonly down: boolean }
  /** `dragged`: the pointer was released at another place than it was pressed. */
  | { readonly type: 'release'; readonly dragged?: boolean }
  /** A press by keyboard: shapes that a pointer drags are set point by point. */
  | { readonly type: 'mark'; readonly point: SizedPoint }
  /** Enter or a double click. */
  | { readonly type: 'end' }
  /** Another tool was chosen, or the marks are about to be used. */
  | { readonly type: 'leave' }
  | { readonly type: 'back' }
  | { readonly type: 'cancel' };

/** A change of the mask, or a report to the window. */
export type Effect =
  | { readonly type: 'beginStroke'; readonly mode: PaintMode; readonly point: SizedPoint }
  | { readonly type: 'strokeTo'; readonly points: readonly SizedPoint[] }
  | { readonly type: 'endStroke' }
  | { readonly type: 'cancelStroke' }
  | { readonly type: 'polygon'; readonly points: readonly Point[]; readonly mode: PaintMode }
  | { readonly type: 'polyline'; readonly points: readonly Point[]; readonly mode: PaintMode }
  | { readonly type: 'wand' | 'trace'; readonly point: Point; readonly mode: PaintMode }
  | { readonly type: 'streak'; readonly from: Point; readonly to: Point };

export interface Answer {
  readonly gesture: Gesture;
  readonly effects: readonly Effect[];
}
