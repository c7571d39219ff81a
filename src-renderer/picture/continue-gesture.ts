import { type DrawingTool, type Effect, type Gesture, gestureAfter, type Input } from '../mask/gesture';
import { picturePoint, pixelAt } from './coordinates';
import type { StageProps } from './stage-types';

/** The part of the stage's engine that gestures use. */
interface Drawn {
  props(): StageProps;
  gesture(): Gesture;
  setGesture(gesture: Gesture): void;
}

/** The current tool if it draws by gestures; the others are handled separately. */
export function drawingTool(engine: Drawn): DrawingTool | null {
  const { tool } = engine.props();
  return tool === 'hand' || tool === 'crop' ? null : tool;
}

/** Continues a gesture and carries out its effects. */
export function continueGesture(engine: Drawn, tool: DrawingTool, input: Input): void {
  const { gesture, effects } = gestureAfter(engine.gesture(), tool, input);
  engine.setGesture(gesture);
  for (const effect of effects) carryOut(engine, effect);
}

function carryOut(engine: Drawn, effect: Effect): void {
  const { mask, options, extent, onWand, onTrace, onStreakChange } = engine.props();
  switch (effect.type) {
    case 'beginStroke':
      mask?.beginStroke(effect.mode, options.hardness, options.size, effect.point);
      return;
    case 'strokeTo':
      mask?.strokeTo(effect.points);
      return;
    case 'endStroke':
      mask?.endStroke();
      return;
    case 'cancelStroke':
      mask?.cancelStroke();
      return;
    case 'polygon':
      mask?.fillPolygon(effect.points, effect.mode);
      return;
    case 'polyline':
      mask?.strokeLine(effect.points, options.size, effect.mode);
      return;
    case 'wand':
    case 'trace': {
      const pixel = pixelAt(effect.point, extent);
      if (pixel !== null) (effect.type === 'wand' ? onWand : onTrace)?.(pixel, effect.mode);
      return;
    }
    case 'streak':
      onStreakChange?.({
        from: picturePoint(effect.from.x, effect.from.y),
        to: picturePoint(effect.to.x, effect.to.y),
      });
      return;
  }
}
