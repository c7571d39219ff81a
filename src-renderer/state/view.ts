import { create } from 'zustand';
import type { PictureArea } from '../../src-main/contract/window/basics';
import type { MaskEditor } from '../mask/mask-editor';
import type { Compare, CropFrame, StageView, Streak, Tool, ToolOptions } from '../picture/stage-types';

export type DialogName = 'save' | 'settings' | 'shortcuts' | 'about' | 'prints' | 'close' | 'quit';
export type PanelName = 'repairs' | 'results' | 'picture';
/** What the stage is used for besides looking and marking damage. */
export type Mode = 'mask' | 'edges' | 'crop' | 'streak' | 'paintOver';

interface ViewState {
  readonly mode: Mode;
  readonly tool: Tool;
  readonly options: ToolOptions;
  /** How eagerly scratches are looked for, 0 to 1. */
  readonly sensitivity: number;
  readonly maskShown: 'overlay' | 'alone' | 'hidden';
  readonly compare: Compare;
  /** The way of comparing to go back to when the key is let go. */
  readonly heldFrom: Compare | null;
  readonly view: StageView | null;
  readonly point: { readonly x: number; readonly y: number } | null;
  readonly dialog: DialogName | null;
  readonly panel: PanelName;
  readonly crop: CropFrame | null;
  /** Frames before and after the crop's, for undo and redo while cropping. */
  readonly cropSteps: { readonly past: readonly CropFrame[]; readonly future: readonly CropFrame[] };
  readonly streak: Streak | null;
  readonly spreadShown: boolean;
  /** While parts of one result are painted over another: which, over which, and where. */
  readonly paintOver: { readonly over: string; readonly base: string; readonly mask: MaskEditor } | null;
}

export const FIRST_VIEW: ViewState = {
  mode: 'mask',
  tool: 'hand',
  options: { size: 24, hardness: 0.8, pressure: true, tolerance: 24, contiguous: true },
  sensitivity: 0.5,
  maskShown: 'overlay',
  compare: { mode: 'off' },
  heldFrom: null,
  view: null,
  point: null,
  dialog: null,
  panel: 'repairs',
  crop: null,
  cropSteps: { past: [], future: [] },
  streak: null,
  spreadShown: false,
  paintOver: null,
};

export const useView = create<ViewState>()(() => FIRST_VIEW);

export function openDialog(dialog: DialogName | null): void {
  useView.setState({ dialog });
}

/** The mode in which marks are painted: those of damage, or those of a result over another. */
export function markingMode(paintOver: ViewState['paintOver']): ViewState['mode'] {
  return paintOver === null ? 'mask' : 'paintOver';
}

/** Chooses a mask tool, leaving cropping and streak drawing. */
export function chooseTool(tool: Tool): void {
  useView.setState(({ paintOver, maskShown }) => ({
    tool,
    mode: markingMode(paintOver),
    crop: null,
    maskShown: maskShown === 'hidden' && tool !== 'hand' ? 'overlay' : maskShown,
  }));
}

/** What of the document is on screen, in whole pixels within it. */
export function visibleArea(extent: { readonly width: number; readonly height: number }): PictureArea {
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
