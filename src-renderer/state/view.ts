import { create } from 'zustand';
import { USUAL_SENSITIVITY } from '../../src-main/contract/damage';
import type { Extent, Point, Rectangle } from '../../src-main/contract/geometry';
import type { MaskStep } from '../mask/delta';
import type { MaskEditor } from '../mask/mask-editor';
import type { Compare, CropFrame, DrawnLine, StageView, Tool, ToolOptions } from '../picture/stage-types';
import type { History } from './history';

export type DialogName = 'save' | 'settings' | 'help' | 'shortcuts' | 'about' | 'prints' | 'close' | 'quit';
export type PanelName = 'repairs' | 'results' | 'picture';
/** The mode of the stage. */
export type Mode =
  /** Marks are made with a tool, or their edges are changed: marks of damage, or of one result over another. */
  | { readonly name: 'marks'; readonly tool: MarkingTool; readonly over: PaintOver | null }
  | { readonly name: 'edges'; readonly over: PaintOver | null }
  /** Each stroke is healed when it ends; the mask shows the strokes that aren't healed yet. */
  | { readonly name: 'heal'; readonly mask: MaskEditor }
  | { readonly name: 'crop'; readonly crop: Cropping }
  | { readonly name: 'streak'; readonly streak: DrawnLine | null };

export type MarkingTool = Exclude<Tool, 'heal' | 'crop' | 'streak'>;

/** The frame for cropping, with its movements. */
export interface Cropping {
  readonly frame: CropFrame;
  readonly steps: History<{ readonly before: CropFrame; readonly after: CropFrame }>;
  /** The area before it was turned, so that turning back restores its size. */
  readonly upright: CropFrame['area'] | null;
  /** Time of the last movement, in milliseconds. */
  readonly changed: number;
}

/** Painting parts of one result over another: the two results and the mask. */
export interface PaintOver {
  readonly over: string;
  readonly base: string;
  readonly mask: MaskEditor;
  readonly steps: History<MaskStep>;
}

interface ViewState {
  readonly mode: Mode;
  readonly options: ToolOptions;
  /** Sensitivity of the search for damage, 0 to 1. */
  readonly sensitivity: number;
  readonly maskShown: 'overlay' | 'alone' | 'hidden';
  readonly compare: Compare;
  /** The comparison to return to when the key is released. */
  readonly heldFrom: Compare | null;
  readonly view: StageView | null;
  readonly point: Point | null;
  readonly dialog: DialogName | null;
  readonly panel: PanelName;
  readonly spreadShown: boolean;
}

export const FIRST_VIEW: ViewState = {
  mode: { name: 'marks', tool: 'hand', over: null },
  options: { size: 24, hardness: 0.8, pressure: true, tolerance: 24, contiguous: true },
  sensitivity: USUAL_SENSITIVITY,
  maskShown: 'overlay',
  compare: { mode: 'off' },
  heldFrom: null,
  view: null,
  point: null,
  dialog: null,
  panel: 'repairs',
  spreadShown: false,
};

export const useView = create<ViewState>()(() => FIRST_VIEW);

export function openDialog(dialog: DialogName | null): void {
  useView.setState({ dialog });
}

/** The current painting over a result; null in all other modes. */
export function overIn(mode: Mode): PaintOver | null {
  return mode.name === 'marks' || mode.name === 'edges' ? mode.over : null;
}

/** The mask that the tools work on, if it isn't the mask of the photo's damage. */
export function maskIn(mode: Mode): MaskEditor | null {
  return mode.name === 'heal' ? mode.mask : (overIn(mode)?.mask ?? null);
}

/** Updates the painting over a result. */
export function keepOver(over: PaintOver): void {
  useView.setState(({ mode }) => (overIn(mode)?.mask === over.mask ? { mode: { ...mode, over } } : {}));
}

/** The current tool. */
export function toolIn(mode: Mode): Tool {
  if (mode.name === 'marks') return mode.tool;
  return mode.name === 'edges' ? 'hand' : mode.name;
}

/** Chooses a tool for marks, leaving cropping, streak drawing and the marks' edges. */
export function chooseTool(tool: MarkingTool): void {
  useView.setState(({ mode, maskShown }) => ({
    mode: { name: 'marks', tool, over: overIn(mode) },
    maskShown: maskShown === 'hidden' && tool !== 'hand' ? 'overlay' : maskShown,
  }));
}

/** The visible part of the document, in whole pixels within it. */
export function visibleArea(extent: Extent): Rectangle {
  const visible = useView.getState().view?.visible ?? { x: 0, y: 0, ...extent };
  const x = Math.min(extent.width - 1, Math.max(0, Math.floor(visible.x)));
  const y = Math.min(extent.height - 1, Math.max(0, Math.floor(visible.y)));
  const right = Math.min(extent.width, Math.max(x + 1, Math.ceil(visible.x + visible.width)));
  const bottom = Math.min(extent.height, Math.max(y + 1, Math.ceil(visible.y + visible.height)));
  return { x, y, width: right - x, height: bottom - y };
}

/** Shows the photo without results while a key or button is held, and then returns to the previous comparison. */
export function holdPhoto(held: boolean): void {
  useView.setState(({ compare, heldFrom }) => {
    if (held) return heldFrom ? {} : { heldFrom: compare, compare: { mode: 'hold', held: true } };
    return heldFrom ? { heldFrom: null, compare: heldFrom } : {};
  });
}
