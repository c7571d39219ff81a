import { continueGesture, drawingTool } from './continue-gesture';
import { type PicturePoint, type ScreenPoint, screenToView } from './coordinates';
import { type CropGrip, cropBetween, cropDragged, cropGrip } from './crop';
import type { Pane } from './panes';
import type { StageEngine } from './stage-engine';
import type { CropFrame } from './stage-types';
import { panned } from './view';
import { originOf, pinched, whereOf } from './zoom-input';

/** What the pressed pointer does until it is released. */
type Drag =
  | { readonly does: 'pan'; at: ScreenPoint }
  | { readonly does: 'draw'; readonly pane: Pane; readonly from: ScreenPoint }
  | { readonly does: 'hold' }
  | {
      readonly does: 'crop';
      readonly pane: Pane;
      readonly frame: CropFrame;
      readonly grip: CropGrip | 'new';
      readonly from: PicturePoint;
    };

/** Distance from an edge of the crop frame within which a press grips it, in CSS pixels. */
const REACH = 10;
/** Distance from which a click is a drag, in CSS pixels. */
const JITTER = 5;

/** Handles mouse, pen and touch on the stage; returns a function that detaches it. */
export function attachPointer(engine: StageEngine, panKey: () => boolean): () => void {
  const canvas = engine.canvases.tools;
  const touches = new Map<number, ScreenPoint>();
  let drag: Drag | null = null;
  let dragPointer = -1;
  /** The stage's origin during a drag; reading it for each move would cause a layout. */
  let origin: ScreenPoint | null = null;

  const inView = (point: ScreenPoint) => screenToView(point, origin ?? originOf(engine));
  const sized = (event: PointerEvent, pane: Pane) => {
    const { options } = engine.props();
    const pressed = options.pressure && event.pointerType === 'pen' ? Math.max(event.pressure, 0.05) : 1;
    const point = engine.toPicture(inView(whereOf(event)), pane);
    return { x: point.x, y: point.y, size: options.size * pressed };
  };

  /** `at` is where the pointer was released; null cancels the drag. */
  const stop = (at: ScreenPoint | null) => {
    const tool = drawingTool(engine);
    if (drag?.does === 'draw' && tool !== null) {
      const { from } = drag;
      const dragged = at !== null && Math.hypot(at.x - from.x, at.y - from.y) > JITTER;
      continueGesture(engine, tool, at === null ? { type: 'cancel' } : { type: 'release', dragged });
    }
    if (drag?.does === 'hold') engine.props().onCompareChange?.({ mode: 'hold', held: false });
    drag = null;
    dragPointer = -1;
    origin = null;
  };

  const begin = (event: PointerEvent): Drag | null => {
    const { tool, compare, crop, extent } = engine.props();
    if (event.button === 1 || (event.button === 0 && panKey())) return { does: 'pan', at: whereOf(event) };
    if (tool === 'hand') {
      if (event.button !== 0) return null;
      if (compare.mode !== 'hold') return { does: 'pan', at: whereOf(event) };
      engine.props().onCompareChange?.({ mode: 'hold', held: true });
      return { does: 'hold' };
    }
    const pane = engine.paneAt(inView(whereOf(event)));
    if (tool === 'crop') {
      if (event.button !== 0) return null;
      const from = engine.toPicture(inView(whereOf(event)), pane);
      const grip = crop == null ? null : cropGrip(crop, from, REACH / engine.place().scale, extent);
      const frame = crop ?? cropBetween(from, from, extent);
      return { does: 'crop', pane, frame, grip: grip ?? 'new', from };
    }
    // Button 5 is the eraser end of a pen.
    const erase = event.button === 2 || event.button === 5;
    if (event.button !== 0 && !erase) return null;
    continueGesture(engine, tool, {
      type: 'press',
      point: sized(event, pane),
      erase,
      straight: event.shiftKey,
    });
    return { does: 'draw', pane, from: whereOf(event) };
  };

  const onDown = (event: PointerEvent) => {
    canvas.setPointerCapture(event.pointerId);
    if (event.pointerType === 'touch') {
      touches.set(event.pointerId, whereOf(event));
      if (touches.size > 1) {
        stop(null);
        return;
      }
    }
    if (drag !== null) return;
    origin = originOf(engine);
    drag = begin(event);
    if (drag === null) origin = null;
    dragPointer = event.pointerId;
    if (event.button === 1) event.preventDefault();
  };

  const onMove = (event: PointerEvent) => {
    if (event.pointerType === 'touch' && touches.size > 1) {
      const before = [...touches.values()];
      touches.set(event.pointerId, whereOf(event));
      pinched(engine, before, [...touches.values()]);
      return;
    }
    const pane =
      drag?.does === 'draw' || drag?.does === 'crop' ? drag.pane : engine.paneAt(inView(whereOf(event)));
    engine.setCursor(engine.toPicture(inView(whereOf(event)), pane), false);
    if (drag !== null && event.pointerId === dragPointer) dragged(drag, event);
    else {
      const tool = drawingTool(engine);
      if (tool !== null)
        continueGesture(engine, tool, { type: 'move', points: [sized(event, pane)], down: false });
    }
  };

  /** Only the stage gets the moves of a drag; otherwise every part of the page would handle each of them. */
  const onDrag = (event: MouseEvent) => {
    if (drag === null) return;
    event.stopPropagation();
    if (event instanceof PointerEvent) onMove(event);
  };

  const dragged = (now: Drag, event: PointerEvent) => {
    switch (now.does) {
      case 'pan': {
        const point = whereOf(event);
        const [x, y] = [point.x - now.at.x, point.y - now.at.y];
        now.at = point;
        engine.move((place, frame) => panned(x, y, place, frame));
        return;
      }
      case 'draw': {
        const tool = drawingTool(engine);
        const events = event.getCoalescedEvents?.() ?? [];
        const points = (events.length > 0 ? events : [event]).map((each) => sized(each, now.pane));
        if (tool !== null) continueGesture(engine, tool, { type: 'move', points, down: true });
        return;
      }
      case 'crop': {
        const { extent, onCropChange } = engine.props();
        const to = engine.toPicture(inView(whereOf(event)), now.pane);
        onCropChange?.(
          now.grip === 'new'
            ? cropBetween(now.from, to, extent)
            : cropDragged(now.frame, now.grip, now.from, to, extent),
        );
        return;
      }
      case 'hold':
        return;
    }
  };

  const onUp = (event: PointerEvent) => {
    touches.delete(event.pointerId);
    if (event.pointerId === dragPointer) stop(event.type === 'pointerup' ? whereOf(event) : null);
  };
  const onLeave = () => {
    if (drag === null && engine.cursor()?.crosshair !== true) engine.setCursor(null, false);
  };
  const onDouble = () => {
    const tool = drawingTool(engine);
    if (tool === 'line') continueGesture(engine, tool, { type: 'end' });
  };
  const onMenu = (event: MouseEvent) => event.preventDefault();

  const ended = new AbortController();
  const { signal } = ended;
  canvas.addEventListener('pointerdown', onDown, { signal });
  canvas.addEventListener('pointermove', onMove, { signal });
  window.addEventListener('pointermove', onDrag, { signal, capture: true });
  window.addEventListener('mousemove', onDrag, { signal, capture: true });
  canvas.addEventListener('pointerup', onUp, { signal });
  canvas.addEventListener('pointercancel', onUp, { signal });
  canvas.addEventListener('pointerleave', onLeave, { signal });
  canvas.addEventListener('dblclick', onDouble, { signal });
  canvas.addEventListener('contextmenu', onMenu, { signal });
  return () => ended.abort();
}
