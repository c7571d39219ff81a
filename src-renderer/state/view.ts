import { create } from 'zustand';
import { USUAL_SENSITIVITY } from '../../src-main/contract/damage';
import type { Extent, Point, Rectangle } from '../../src-main/contract/geometry';
import type { MaskStep } from '../mask/delta';
import type { MaskEditor } from '../mask/mask-editor';
import type { Compare, CropFrame, StageView, Streak, Tool, ToolOptions } from '../picture/stage-types';
import type { History } from './history';

export type DialogName = 'save' | 'settings' | 'help' | 'shortcuts' | 'about' | 'prints' | 'close' | 'quit';
export type PanelName = 'repairs' | 'results' | 'picture';
/** What the stage is used for. */
export type Mode =
  /** Marks are made with a tool, or their edges changed: those of damage, or of one result over another. */
  | { readonly name: 'marks'; readonly tool: MarkingTool; readonly over: PaintOver | null }
  | { readonly name: 'edges'; readonly over: PaintOver | null }
  /** Each stroke is healed when it ends; the mask shows those that aren't yet. */
  | { readonly name: 'heal'; readonly mask: MaskEditor }
  | { readonly name: 'crop'; readonly crop: Cropping }
  | { readonly name: 'streak'; readonly streak: Streak | null };

export type MarkingTool = Exclude<Tool, 'heal' | 'crop' | 'streak'>;

/** A frame that is being set for cropping, with its movements. */
export interface Cropping {
  readonly frame: CropFrame;
  readonly steps: History<{ readonly before: CropFrame; readonly after: CropFrame }>;
  /** The area before it was turned: turned back, it is as large as it was. */
  readonly upright: CropFrame['area'] | null;
  /** When it moved last, in milliseconds. */
  readonly changed: number;
}

/** Parts of one result are painted over another: which, over which, and where. */
export interface PaintOver {
  readonly over: string;
  readonly base: string;
  readonly mask: MaskEditor;
  readonly steps: History<MaskStep>;
}

interface ViewState {
  readonly mode: Mode;
  readonly options: ToolOptions;
  /** How eagerly scratches are looked for, 0 to 1. */
  readonly sensitivity: number;
  readonly maskShown: 'overlay' | 'alone' | 'hidden';
  readonly compare: Compare;
  /** The way of comparing to go back to when the key is let go. */
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

/** What is painted over a result; null where marks are those of damage, or none are made. */
export function overIn(mode: Mode): PaintOver | null {
  return mode.name === 'marks' || mode.name === 'edges' ? mode.over : null;
}

/** The mask that the tools work on, where it isn't that of the photo's damage. */
export function maskIn(mode: Mode): MaskEditor | null {
  return mode.name === 'heal' ? mode.mask : (overIn(mode)?.mask ?? null);
}

/** Keeps what is painted over a result as it is now. */
export function keepOver(over: PaintOver): void {
  useView.setState(({ mode }) => (overIn(mode)?.mask === over.mask ? { mode: { ...mode, over } } : {}));
}

/** The tool in hand. */
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

/** What of the document is on screen, in whole pixels within it. */
export function visibleArea(extent: Extent): Rectangle {
  const visible = useView.getState().view?.visible ?? { x: 0, y: 0, ...extent };
  const x = Math.min(extent.width - 1, Math.max(0, Math.floor(visible.x)));
  const y = Math.min(extent.height - 1, Math.max(0, Math.floor(visible.y)));
  const right = Math.min(extent.width, Math.max(x + 1, Math.ceil(visible.x + visible.width)));
  const bottom = Math.min(extent.height, Math.max(y + 1, Math.ceil(visible.y + visible.height)));
  return { x, y, width: right - x, height: bottom - y };
}

/** Shows the original while a key or button is down, whatever the way of comparing before. */
export function holdOriginal(held: boolean): void {
  useView.setState(({ compare, heldFrom }) => {
    if (held) return heldFrom ? {} : { heldFrom: compare, compare: { mode: 'hold', held: true } };
    return heldFrom ? { heldFrom: null, compare: heldFrom } : {};
  });
}
