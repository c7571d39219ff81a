import type { Rectangle } from '../../src-main/contract/geometry';
import { continueGesture, drawingTool } from './continue-gesture';
import { type PicturePoint, picturePoint } from './coordinates';
import { arrowOf, STEPS, stepped, steppedSize } from './crosshair';
import type { StageEngine } from './stage-engine';
import { middleOf, panned, revealed, visibleArea, zoomed } from './view';

/** CSS pixels by which an arrow key pans. */
const PAN = 64;
/** Least distance of the crosshair from the pane's border, in CSS pixels. */
const KEEP_OFF = 48;

export interface KeyInput {
  /** Whether the space bar is held for panning. */
  panning(): boolean;
  detach(): void;
}

/** Handles the keyboard on the stage; `announce` gets the text for screen readers. */
export function attachKeys(engine: StageEngine, announce: (words: string) => void): KeyInput {
  const canvas = engine.canvases.tools;
  let spaceHeld = false;
  /** The crosshair's position when the focus left. */
  let left: PicturePoint | null = null;
  const zoomBy = (factor: number) =>
    engine.move((place, frame) => zoomed(factor, middleOf(frame), place, frame));
  const isDown = () => engine.gesture().sketch.kind === 'stroke';
  const say = () => {
    const point = engine.cursor()?.point;
    if (point !== undefined) {
      announce(engine.props().labels.crosshair(Math.floor(point.x), Math.floor(point.y), isDown()));
    }
  };

  const moveCrosshair = (direction: readonly [number, number], step: number) => {
    const { extent, options } = engine.props();
    const visible = visibleArea(engine.place(), engine.frame());
    const point = stepped(engine.cursor()?.point ?? startIn(visible, left), direction, step, extent);
    engine.setCursor(point, true);
    engine.move((place, frame) => revealed(point, KEEP_OFF, place, frame));
    const tool = drawingTool(engine);
    if (tool !== null) {
      continueGesture(engine, tool, { type: 'move', points: [{ ...point, size: options.size }], down: true });
    }
    say();
  };

  const mark = () => {
    const tool = drawingTool(engine);
    const point = engine.cursor()?.point;
    if (tool === null || point === undefined) return;
    continueGesture(engine, tool, { type: 'mark', point: { ...point, size: engine.props().options.size } });
    say();
  };

  /** Handles a key; returns whether it has a meaning here. */
  const act = (event: KeyboardEvent): boolean => {
    const tool = drawingTool(engine);
    const byKeyboard = engine.cursor()?.crosshair === true && tool !== null;
    const arrow = arrowOf(event.key);
    if (arrow !== null) {
      if (tool !== null && !event.altKey) moveCrosshair(arrow, event.shiftKey ? STEPS.coarse : STEPS.fine);
      else {
        const far = event.shiftKey ? 4 * PAN : PAN;
        engine.move((place, frame) => panned(-arrow[0] * far, -arrow[1] * far, place, frame));
      }
      return true;
    }
    switch (event.key) {
      case '+':
      case '=':
        zoomBy(Math.SQRT2);
        return true;
      case '-':
        zoomBy(Math.SQRT1_2);
        return true;
      case '[':
      case ']': {
        const { options, onSizeChange } = engine.props();
        onSizeChange?.(steppedSize(options.size, event.key === ']' ? 1 : -1));
        return true;
      }
      case ' ':
        if (byKeyboard) {
          if (!event.repeat) mark();
        } else spaceHeld = true;
        return true;
      case 'Enter': {
        const { kind } = engine.gesture().sketch;
        if (tool !== null && (kind === 'line' || kind === 'lasso'))
          continueGesture(engine, tool, { type: 'end' });
        else if (byKeyboard && !event.repeat) mark();
        else return false;
        return true;
      }
      case 'Backspace':
        if (tool === null || engine.gesture().sketch.kind === 'none') return false;
        continueGesture(engine, tool, { type: 'back' });
        return true;
      case 'Escape':
        if (tool === null || engine.gesture().sketch.kind === 'none') return false;
        continueGesture(engine, tool, { type: 'cancel' });
        return true;
      default:
        return false;
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.defaultPrevented) return;
    if (act(event)) event.preventDefault();
  };
  /** The space bar also pans while the pointer is over the picture and nothing else has the focus. */
  const onWindowKeyDown = (event: KeyboardEvent) => {
    const free = document.activeElement === document.body || document.activeElement === null;
    if (event.key !== ' ' || event.defaultPrevented || !free || engine.cursor() === null) return;
    spaceHeld = true;
    event.preventDefault();
  };
  const onKeyUp = (event: KeyboardEvent) => {
    if (event.key === ' ') spaceHeld = false;
  };
  const onBlur = () => {
    spaceHeld = false;
    if (engine.cursor()?.crosshair === true) {
      left = engine.cursor()?.point ?? null;
      engine.setCursor(null, false);
    }
    const tool = drawingTool(engine);
    if (tool !== null && isDown()) continueGesture(engine, tool, { type: 'end' });
  };
  canvas.addEventListener('keydown', onKeyDown);
  window.addEventListener('keydown', onWindowKeyDown);
  window.addEventListener('keyup', onKeyUp);
  canvas.addEventListener('blur', onBlur);
  return {
    panning: () => spaceHeld,
    detach() {
      canvas.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('keydown', onWindowKeyDown);
      window.removeEventListener('keyup', onKeyUp);
      canvas.removeEventListener('blur', onBlur);
    },
  };
}

/** The crosshair's start: its last position if visible, otherwise the middle of the visible area. */
function startIn(visible: Rectangle, left: PicturePoint | null): PicturePoint {
  const { x, y, width, height } = visible;
  if (left !== null && left.x >= x && left.x < x + width && left.y >= y && left.y < y + height) return left;
  return picturePoint(x + width / 2, y + height / 2);
}
