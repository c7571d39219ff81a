import {
  type PicturePoint,
  type ScreenPoint,
  screenPoint,
  screenToView,
  type ViewPoint,
  viewPoint,
} from './coordinates';
import { type CropGrip, cropBetween, cropDragged, cropGrip } from './crop';
import type { Pane } from './panes';
import { drawingTool, perform } from './perform';
import type { StageEngine } from './stage-engine';
import type { CropFrame } from './stage-types';
import { panned, zoomed } from './view';

/** What the pressed pointer does until it is let go. */
type Drag =
  | { readonly does: 'pan'; at: ScreenPoint }
  | { readonly does: 'draw'; readonly pane: Pane }
  | { readonly does: 'hold' }
  | {
      readonly does: 'crop';
      readonly pane: Pane;
      readonly frame: CropFrame;
      readonly grip: CropGrip | 'new';
      readonly from: PicturePoint;
    };

/** How near to an edge of the crop frame takes hold of it, in CSS pixels. */
const REACH = 10;

/** Lets mouse, pen, touch and wheel work on the stage; returns what takes it off again. */
export function attachPointer(engine: StageEngine, panKey: () => boolean): () => void {
  const canvas = engine.canvases.tools;
  const touches = new Map<number, ScreenPoint>();
  let drag: Drag | null = null;
  let dragPointer = -1;

  const at = (event: MouseEvent): ScreenPoint => screenPoint(event.clientX, event.clientY);
  const inView = (point: ScreenPoint): ViewPoint => {
    const box = canvas.getBoundingClientRect();
    return screenToView(point, { x: box.left, y: box.top });
  };
  const sized = (event: PointerEvent, pane: Pane) => {
    const { options } = engine.props();
    const pressed = options.pressure && event.pointerType === 'pen' ? Math.max(event.pressure, 0.05) : 1;
    const point = engine.toPicture(inView(at(event)), pane);
    return { x: point.x, y: point.y, size: options.size * pressed };
  };

  const stop = (keep: boolean) => {
    const tool = drawingTool(engine);
    if (drag?.does === 'draw' && tool !== null) perform(engine, tool, { type: keep ? 'release' : 'cancel' });
    if (drag?.does === 'hold') engine.props().onCompareChange?.({ mode: 'hold', held: false });
    drag = null;
    dragPointer = -1;
  };

  const begin = (event: PointerEvent): Drag | null => {
    const { tool, compare, crop, extent } = engine.props();
    if (event.button === 1 || (event.button === 0 && panKey())) return { does: 'pan', at: at(event) };
    if (tool === 'hand') {
      if (event.button !== 0) return null;
      if (compare.mode !== 'hold') return { does: 'pan', at: at(event) };
      engine.props().onCompareChange?.({ mode: 'hold', held: true });
      return { does: 'hold' };
    }
    const pane = engine.paneAt(inView(at(event)));
    if (tool === 'crop') {
      if (event.button !== 0) return null;
      const from = engine.toPicture(inView(at(event)), pane);
      const grip = crop == null ? null : cropGrip(crop, from, REACH / engine.place().scale);
      const frame = crop ?? cropBetween(from, from, extent);
      return { does: 'crop', pane, frame, grip: grip ?? 'new', from };
    }
    // Button 5 is the eraser's end of a pen.
    const erase = event.button === 2 || event.button === 5;
    if (event.button !== 0 && !erase) return null;
    perform(engine, tool, { type: 'press', point: sized(event, pane), erase, straight: event.shiftKey });
    return { does: 'draw', pane };
  };

  const onDown = (event: PointerEvent) => {
    canvas.setPointerCapture(event.pointerId);
    if (event.pointerType === 'touch') {
      touches.set(event.pointerId, at(event));
      if (touches.size > 1) {
        stop(false);
        return;
      }
    }
    if (drag !== null) return;
    drag = begin(event);
    dragPointer = event.pointerId;
    if (event.button === 1) event.preventDefault();
  };

  const onMove = (event: PointerEvent) => {
    if (event.pointerType === 'touch' && touches.size > 1) {
      pinch(event);
      return;
    }
    const pane =
      drag?.does === 'draw' || drag?.does === 'crop' ? drag.pane : engine.paneAt(inView(at(event)));
    engine.setCursor(engine.toPicture(inView(at(event)), pane), false);
    if (drag !== null && event.pointerId === dragPointer) dragged(drag, event);
    else {
      const tool = drawingTool(engine);
      if (tool !== null) perform(engine, tool, { type: 'move', points: [sized(event, pane)], down: false });
    }
  };

  const dragged = (now: Drag, event: PointerEvent) => {
    switch (now.does) {
      case 'pan': {
        const point = at(event);
        const [x, y] = [point.x - now.at.x, point.y - now.at.y];
        now.at = point;
        engine.move((place, frame) => panned(x, y, place, frame));
        return;
      }
      case 'draw': {
        const tool = drawingTool(engine);
        const events = event.getCoalescedEvents?.() ?? [];
        const points = (events.length > 0 ? events : [event]).map((each) => sized(each, now.pane));
        if (tool !== null) perform(engine, tool, { type: 'move', points, down: true });
        return;
      }
      case 'crop': {
        const { extent, onCropChange } = engine.props();
        const to = engine.toPicture(inView(at(event)), now.pane);
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

  /** Two fingers: what is between them goes with them, and grows as they part. */
  const pinch = (event: PointerEvent) => {
    const before = [...touches.values()];
    touches.set(event.pointerId, at(event));
    const after = [...touches.values()];
    const [a, b] = before;
    const [c, d] = after;
    if (a === undefined || b === undefined || c === undefined || d === undefined) return;
    const apart = (p: ScreenPoint, q: ScreenPoint) => Math.max(Math.hypot(p.x - q.x, p.y - q.y), 1);
    const middle = inView(screenPoint((c.x + d.x) / 2, (c.y + d.y) / 2));
    const pane = engine.paneAt(middle);
    const [x, y] = [(c.x + d.x - a.x - b.x) / 2, (c.y + d.y - a.y - b.y) / 2];
    engine.move((place, frame) => panned(x, y, place, frame));
    const about = viewPoint(middle.x - pane.x, middle.y);
    engine.move((place, frame) => zoomed(apart(c, d) / apart(a, b), about, place, frame));
  };

  const onUp = (event: PointerEvent) => {
    touches.delete(event.pointerId);
    if (event.pointerId === dragPointer) stop(event.type === 'pointerup');
  };
  const onLeave = () => {
    if (drag === null && engine.cursor()?.crosshair !== true) engine.setCursor(null, false);
  };
  const onDouble = () => {
    const tool = drawingTool(engine);
    if (tool === 'line') perform(engine, tool, { type: 'end' });
  };
  const onWheel = (event: WheelEvent) => {
    event.preventDefault();
    const unit = event.deltaMode === 1 ? 24 : event.deltaMode === 2 ? 400 : 1;
    if (event.ctrlKey || event.metaKey) {
      const point = inView(at(event));
      const pane = engine.paneAt(point);
      const steps = Math.min(Math.max(event.deltaY * unit, -40), 40);
      const about = viewPoint(point.x - pane.x, point.y);
      engine.move((place, frame) => zoomed(Math.exp(-steps * 0.01), about, place, frame));
    } else {
      engine.move((place, frame) => panned(-event.deltaX * unit, -event.deltaY * unit, place, frame));
    }
  };
  const onMenu = (event: MouseEvent) => event.preventDefault();

  canvas.addEventListener('pointerdown', onDown);
  canvas.addEventListener('pointermove', onMove);
  canvas.addEventListener('pointerup', onUp);
  canvas.addEventListener('pointercancel', onUp);
  canvas.addEventListener('pointerleave', onLeave);
  canvas.addEventListener('dblclick', onDouble);
  canvas.addEventListener('wheel', onWheel, { passive: false });
  canvas.addEventListener('contextmenu', onMenu);
  return () => {
    canvas.removeEventListener('pointerdown', onDown);
    canvas.removeEventListener('pointermove', onMove);
    canvas.removeEventListener('pointerup', onUp);
    canvas.removeEventListener('pointercancel', onUp);
    canvas.removeEventListener('pointerleave', onLeave);
    canvas.removeEventListener('dblclick', onDouble);
    canvas.removeEventListener('wheel', onWheel);
    canvas.removeEventListener('contextmenu', onMenu);
  };
}
