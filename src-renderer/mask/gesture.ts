import type { Point } from '../../src-main/contract/geometry';
import type { Answer, DrawingTool, Effect, Gesture, Input, SizedPoint, Sketch } from './gesture-types';

export type * from './gesture-types';

export const AT_REST: Gesture = { sketch: { kind: 'none' }, last: null };

/** The next state of a drawing gesture, and its effects. */
export function gestureAfter(gesture: Gesture, tool: DrawingTool, input: Input): Answer {
  switch (input.type) {
    case 'press':
      return pressed(gesture, tool, input.point, input.erase, input.straight);
    case 'move':
      return moved(gesture, input.points, input.down);
    case 'release':
      return released(gesture, input.dragged ?? false);
    case 'mark':
      return marked(gesture, tool, input.point);
    case 'end':
      return ended(gesture);
    case 'leave':
      return left(gesture);
    case 'back':
      return steppedBack(gesture);
    case 'cancel':
      return rest(gesture, gesture.sketch.kind === 'stroke' ? [{ type: 'cancelStroke' }] : []);
  }
}

const rest = (gesture: Gesture, effects: readonly Effect[]): Answer => ({
  gesture: { ...gesture, sketch: { kind: 'none' } },
  effects,
});
const sketching = (gesture: Gesture, sketch: Sketch, effects: readonly Effect[] = []): Answer => ({
  gesture: { ...gesture, sketch },
  effects,
});

function pressed(
  gesture: Gesture,
  tool: DrawingTool,
  point: SizedPoint,
  erase: boolean,
  straight: boolean,
): Answer {
  const { sketch, last } = gesture;
  // Healed strokes are undone, not erased.
  const mode = tool !== 'heal' && (erase || tool === 'eraser') ? 'subtract' : 'add';
  switch (tool) {
    case 'heal':
    case 'brush':
    case 'eraser': {
      const from = straight && last !== null ? last : point;
      const effects: Effect[] = [{ type: 'beginStroke', mode, point: from }];
      if (from !== point) effects.push({ type: 'strokeTo', points: [point] });
      return { gesture: { sketch: { kind: 'stroke' }, last: point }, effects };
    }
    case 'lasso':
      return sketching(gesture, { kind: 'lasso', points: [point], mode, down: true });
    case 'rectangle':
      return sketching(gesture, { kind: 'rectangle', from: point, to: point, mode });
    case 'line': {
      const points = sketch.kind === 'line' ? [...sketch.points, point] : [point];
      return sketching(gesture, {
        kind: 'line',
        points,
        hover: point,
        mode: sketch.kind === 'line' ? sketch.mode : mode,
      });
    }
    case 'wand':
    case 'trace':
      return rest(gesture, [{ type: tool, point, mode }]);
    case 'streak':
      return sketching(gesture, { kind: 'streak', from: point, to: point });
  }
}

function moved(gesture: Gesture, points: readonly SizedPoint[], down: boolean): Answer {
  const { sketch } = gesture;
  const point = points.at(-1);
  if (point === undefined) return { gesture, effects: [] };
  switch (sketch.kind) {
    case 'none':
      return { gesture, effects: [] };
    case 'stroke':
      return { gesture: { sketch, last: point }, effects: [{ type: 'strokeTo', points }] };
    case 'lasso':
      return down && sketch.down
        ? sketching(gesture, { ...sketch, points: [...sketch.points, ...points] })
        : { gesture, effects: [] };
    case 'rectangle':
      return sketching(gesture, { ...sketch, to: point });
    case 'line':
      return sketching(gesture, { ...sketch, hover: point });
    case 'streak':
      return sketching(gesture, { ...sketch, to: point }, [{ type: 'streak', from: sketch.from, to: point }]);
  }
}

/** A line continues from click to click; a dragged line, as in most programs, is complete. */
function released(gesture: Gesture, dragged: boolean): Answer {
  const { sketch } = gesture;
  if (sketch.kind !== 'line') return ended(gesture);
  if (!dragged || sketch.points.length > 1) return { gesture, effects: [] };
  return ended({ ...gesture, sketch: { ...sketch, points: [...sketch.points, sketch.hover] } });
}

/** Marks by keyboard: the first begins, the next one ends; lasso and line continue until 'end'. */
function marked(gesture: Gesture, tool: DrawingTool, point: SizedPoint): Answer {
  const { sketch } = gesture;
  if (sketch.kind === 'lasso') {
    return sketching(gesture, { ...sketch, points: [...sketch.points, point], down: false });
  }
  if (sketch.kind === 'stroke' || sketch.kind === 'rectangle' || sketch.kind === 'streak') {
    const before = moved(gesture, [point], true);
    const after = ended(before.gesture);
    return { gesture: after.gesture, effects: [...before.effects, ...after.effects] };
  }
  const begun = pressed(gesture, tool, point, false, false);
  return begun.gesture.sketch.kind === 'lasso'
    ? sketching(begun.gesture, { ...begun.gesture.sketch, down: false })
    : begun;
}

function ended(gesture: Gesture): Answer {
  const { sketch } = gesture;
  switch (sketch.kind) {
    case 'none':
      return { gesture, effects: [] };
    case 'stroke':
      return rest(gesture, [{ type: 'endStroke' }]);
    case 'lasso':
      return rest(
        gesture,
        sketch.points.length < 3 ? [] : [{ type: 'polygon', points: sketch.points, mode: sketch.mode }],
      );
    case 'rectangle':
      return rest(gesture, [
        { type: 'polygon', points: rectangleBetween(sketch.from, sketch.to), mode: sketch.mode },
      ]);
    case 'line':
      return rest(gesture, [{ type: 'polyline', points: sketch.points, mode: sketch.mode }]);
    case 'streak':
      return rest(gesture, [{ type: 'streak', from: sketch.from, to: sketch.to }]);
  }
}

/** Keeps a shape that was set point by point, and an unfinished stroke; a frame that is being dragged is dropped. */
function left(gesture: Gesture): Answer {
  const { kind } = gesture.sketch;
  return kind === 'rectangle' || kind === 'streak' ? rest(gesture, []) : ended(gesture);
}

/** The corners rounded to whole pixels, so that a pixel belongs to the frame if at least half of it does. */
export function rectangleBetween(from: Point, to: Point): Point[] {
  const left = Math.round(Math.min(from.x, to.x));
  const right = Math.round(Math.max(from.x, to.x));
  const top = Math.round(Math.min(from.y, to.y));
  const bottom = Math.round(Math.max(from.y, to.y));
  return [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ];
}

/** Removes the last point of a line or of a keyboard's lasso. */
function steppedBack(gesture: Gesture): Answer {
  const { sketch } = gesture;
  if (sketch.kind !== 'line' && sketch.kind !== 'lasso') return { gesture, effects: [] };
  const points = sketch.points.slice(0, -1);
  return points.length === 0 ? rest(gesture, []) : sketching(gesture, { ...sketch, points });
}
