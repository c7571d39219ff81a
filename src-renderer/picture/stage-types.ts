import type { PictureArea, PictureRef } from '../../src-main/contract/window/basics';
import type { MaskEditor } from '../mask/mask-editor';
import type { Extent, PicturePoint } from './coordinates';

/** A picture laid over the document's own: a result, a live step, a heat map. */
export interface StageLayer {
  /** The same for successive pictures of one thing: the former stays until the next has arrived. */
  readonly id: string;
  readonly picture: PictureRef;
  /** Where it lies, in document pixels, whatever its own resolution. */
  readonly area: PictureArea;
  /** 0 to 1. */
  readonly opacity: number;
  /** Shown on the 'before' side of a comparison too. */
  readonly over?: 'always';
  /** Whether a frame says where it lies, because what is in it looks much like what is around it. */
  readonly framed?: boolean;
}

/**
 * How before (the document with layers that are 'always' there) and after (all layers) are set against each other. The
 * slider's position is 0 to 1 of the stage's width: before on its left, after on its right. While `held`, before alone
 * is seen.
 */
export type Compare =
  | { readonly mode: 'off' }
  | { readonly mode: 'slider'; readonly position: number }
  | { readonly mode: 'side' }
  | { readonly mode: 'hold'; readonly held: boolean };

export type Tool = 'hand' | 'brush' | 'eraser' | 'lasso' | 'rectangle' | 'line' | 'wand' | 'crop' | 'streak';

export interface ToolOptions {
  /** Diameter of brush and eraser, width of the scratch line, in picture pixels. */
  readonly size: number;
  /** 0 (soft from the middle on) to 1. */
  readonly hardness: number;
  /** Whether a pen's pressure sets the size. */
  readonly pressure: boolean;
  /** 8-bit levels, of the wand. */
  readonly tolerance: number;
  /** Whether the wand selects only what is connected to the point. */
  readonly contiguous: boolean;
}

/** A part of the document, as `cropDocument` takes it. */
export interface CropFrame {
  readonly area: PictureArea;
  /** Degrees by which the frame lies turned clockwise on the picture, about the area's middle. */
  readonly angle: number;
}

/** A straight streak of motion blur, in document pixels. */
export interface Streak {
  readonly from: PicturePoint;
  readonly to: PicturePoint;
}

/** What the view shows. */
export interface StageView {
  /** Screen (device) pixels a picture pixel: 1 is 100 %. */
  readonly zoom: number;
  /** In document pixels, within the document. */
  readonly visible: PictureArea;
  /** Whether the whole document is seen and as large as it fits. */
  readonly fitted: boolean;
}

/** Words on and around the stage. */
export interface StageLabels {
  /** Of the picture, for screen readers. */
  readonly picture: string;
  /** What the keyboard does with the tool, for screen readers. */
  readonly keys: string;
  readonly compare: string;
  readonly before: string;
  readonly after: string;
  /** Where the crosshair is, read out after it moved: picture pixels and whether the brush is down. */
  crosshair(x: number, y: number, down: boolean): string;
}

export interface StageProps {
  /** The document's picture, of the document's extent or any other resolution. */
  readonly picture: PictureRef;
  /** In document pixels. */
  readonly extent: Extent;
  readonly layers: readonly StageLayer[];
  readonly compare: Compare;
  readonly mask: MaskEditor | null;
  readonly maskShown: 'overlay' | 'alone' | 'hidden';
  /** A picture of the document that shows through the overlaid mask in place of its colour. */
  readonly through?: PictureRef | null;
  readonly tool: Tool;
  readonly options: ToolOptions;
  /** The bridge's `pictures`: what tilePath() is appended to. */
  readonly base: string;
  readonly labels: StageLabels;
  readonly crop?: CropFrame | null;
  readonly streak?: Streak | null;
  /** Whether frames are few, because the processor is wanted elsewhere. */
  readonly spare?: boolean;
  /** The point under the pointer (or crosshair) in whole document pixels; null where there is none. */
  onReadout?(readout: { readonly point: PicturePoint | null }): void;
  onViewChange?(view: StageView): void;
  /** A whole document pixel within the document; the right button (or the eraser's end) subtracts. */
  onWand?(point: PicturePoint, mode: 'add' | 'subtract'): void;
  /** The slider was moved, or the pointer was pressed and let go in mode 'hold'. */
  onCompareChange?(compare: Compare): void;
  /** [ and ] were pressed. */
  onSizeChange?(size: number): void;
  onCropChange?(crop: CropFrame): void;
  onStreakChange?(streak: Streak): void;
}

/** What a toolbar and menu may ask of the stage. */
export interface StageHandle {
  /** The whole document, as large as it fits (tiny ones at no more than 100 %). */
  fit(): void;
  /** One picture pixel a screen pixel. */
  actualSize(): void;
  /** Multiplies the zoom about the view's middle: 2 is twice as large. */
  zoomBy(factor: number): void;
  /** Moves the picture by CSS pixels. */
  panBy(x: number, y: number): void;
  /** Shows this part of the document as large as it fits. */
  zoomTo(area: PictureArea): void;
  /** Makes a line that is still drawn a part of the mask. */
  finish(): void;
  /** Takes the last point of such a line back; false where none is drawn. */
  takeBack(): boolean;
  focus(): void;
}
