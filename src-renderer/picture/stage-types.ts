import type { Extent, Rectangle } from '../../src-main/contract/geometry';
import type { PictureRef } from '../../src-main/contract/window/basics';
import type { MaskEditor } from '../mask/mask-editor';
import type { PicturePoint } from './coordinates';

/** A picture laid over the document's own: a result, a live step, a heat map. */
export interface StageLayer {
  /** The same for successive pictures of one thing: the previous one is shown until the next is loaded. */
  readonly id: string;
  readonly picture: PictureRef;
  /** Its position in document pixels, independent of its own resolution. */
  readonly area: Rectangle;
  /** 0 to 1. */
  readonly opacity: number;
  /** Shown on the 'before' side of a comparison too. */
  readonly over?: 'always';
  /** Whether a frame marks its position, because its contents look similar to the surroundings. */
  readonly framed?: boolean;
}

/**
 * How before (the document with its 'always' layers) and after (all layers) are compared. The slider's position is 0 to 1
 * of the stage's width: before on its left, after on its right. While `held`, only before is shown.
 */
export type Compare =
  | { readonly mode: 'off' }
  | { readonly mode: 'slider'; readonly position: number }
  | { readonly mode: 'side' }
  | { readonly mode: 'hold'; readonly held: boolean };

export type Tool =
  | 'hand'
  | 'heal'
  | 'brush'
  | 'eraser'
  | 'lasso'
  | 'rectangle'
  | 'line'
  | 'trace'
  | 'wand'
  | 'crop'
  | 'streak';

export interface ToolOptions {
  /** Diameter of brush and eraser, width of the scratch line, in picture pixels. */
  readonly size: number;
  /** 0 (soft from the middle outwards) to 1. */
  readonly hardness: number;
  /** Whether a pen's pressure sets the size. */
  readonly pressure: boolean;
  /** Tolerance of the wand in 8-bit levels. */
  readonly tolerance: number;
  /** Whether the wand selects only what is connected to the point. */
  readonly contiguous: boolean;
}

/** A part of the document, in the form that `cropDocument` expects. */
export interface CropFrame {
  readonly area: Rectangle;
  /** Degrees by which the frame is turned clockwise on the picture, about the area's middle. */
  readonly angle: number;
}

/** A straight streak of motion blur, in document pixels. */
export interface DrawnLine {
  readonly from: PicturePoint;
  readonly to: PicturePoint;
}

/** The visible part of the document. */
export interface StageView {
  /** Device pixels per picture pixel: 1 is 100 %. */
  readonly zoom: number;
  /** In document pixels, within the document. */
  readonly visible: Rectangle;
  /** Whether the whole document is shown as large as it fits. */
  readonly fitted: boolean;
}

/** Words on and around the stage. */
export interface StageLabels {
  /** Name of the picture, for screen readers. */
  readonly picture: string;
  /** What the keyboard does with the tool, for screen readers. */
  readonly keys: string;
  readonly compare: string;
  readonly before: string;
  readonly after: string;
  /** Shown while nothing of the picture can be shown. */
  readonly loading: string;
  /** The crosshair's position, announced after a move: picture pixels, and whether the brush is down. */
  crosshair(x: number, y: number, down: boolean): string;
}

export interface StageProps {
  /** The document's picture, at the document's or any other resolution. */
  readonly picture: PictureRef;
  /** In document pixels. */
  readonly extent: Extent;
  readonly layers: readonly StageLayer[];
  readonly compare: Compare;
  readonly mask: MaskEditor | null;
  readonly maskShown: 'overlay' | 'alone' | 'hidden';
  /** A picture of the document that is visible through the overlaid mask in place of its colour. */
  readonly through?: PictureRef | null;
  readonly tool: Tool;
  readonly options: ToolOptions;
  /** The bridge's `pictures`, the prefix of tilePath(). */
  readonly base: string;
  readonly labels: StageLabels;
  readonly crop?: CropFrame | null;
  readonly streak?: DrawnLine | null;
  /** Whether to paint fewer frames, because the processor is needed elsewhere. */
  readonly spare?: boolean;
  /** Gets the point under the pointer or crosshair in whole document pixels; null if there is none. */
  onReadout?(readout: { readonly point: PicturePoint | null }): void;
  onViewChange?(view: StageView): void;
  /** Whether a visible part of the picture must still be loaded. */
  onLoading?(loading: boolean): void;
  /** Gets a whole pixel within the document; the right button or a pen's eraser end subtracts. */
  onWand?(point: PicturePoint, mode: 'add' | 'subtract'): void;
  /** The same for a scratch that is followed from a pixel on it. */
  onTrace?(point: PicturePoint, mode: 'add' | 'subtract'): void;
  /** Called when the slider moves, and when the pointer is pressed or released in mode 'hold'. */
  onCompareChange?(compare: Compare): void;
  /** Called when [ or ] is pressed. */
  onSizeChange?(size: number): void;
  onCropChange?(crop: CropFrame): void;
  onStreakChange?(streak: DrawnLine): void;
}

/** Commands of toolbars and menus to the stage. */
export interface StageHandle {
  /** Shows the whole document as large as it fits (tiny ones at 100 % at most). */
  fit(): void;
  /** Shows one picture pixel per device pixel. */
  actualSize(): void;
  /** Multiplies the zoom about the view's middle: 2 is twice as large. */
  zoomBy(factor: number): void;
  /** Moves the picture by CSS pixels. */
  panBy(x: number, y: number): void;
  /** Shows this part of the document as large as it fits. */
  zoomTo(area: Rectangle): void;
  /** Adds an unfinished line to the mask. */
  finish(): void;
  /** Removes the last point of such a line; false if there is none. */
  takeBack(): boolean;
  focus(): void;
}
