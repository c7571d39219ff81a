import { describe, expect, it } from 'vitest';
import {
  AT_REST,
  type DrawingTool,
  type Effect,
  type Gesture,
  gestureAfter,
  type Input,
  rectangleBetween,
} from '../../../src-renderer/mask/gesture';

const at = (x: number, y = 0, size = 10) => ({ x, y, size });
const press = (x: number, y = 0, more: { erase?: boolean; straight?: boolean } = {}): Input => ({
  type: 'press',
  point: at(x, y),
  erase: false,
  straight: false,
  ...more,
});
const move = (...xs: number[]): Input => ({ type: 'move', points: xs.map((x) => at(x, x)), down: true });
const mark = (x: number, y = 0): Input => ({ type: 'mark', point: at(x, y) });
const release: Input = { type: 'release' };

function follow(tool: DrawingTool, inputs: readonly Input[], start: Gesture = AT_REST) {
  const effects: Effect[] = [];
  let gesture = start;
  for (const input of inputs) {
    const answer = gestureAfter(gesture, tool, input);
    gesture = answer.gesture;
    effects.push(...answer.effects);
  }
  return { gesture, effects };
}

describe('the brush', () => {
  it('begins, continues through every point and ends', () => {
    expect(follow('brush', [press(1), move(2, 3), release]).effects).toEqual([
      { type: 'beginStroke', mode: 'add', point: at(1) },
      { type: 'strokeTo', points: [at(2, 2), at(3, 3)] },
      { type: 'endStroke' },
    ]);
  });

  it('erases with the right button, and as an eraser', () => {
    expect(follow('brush', [press(1, 0, { erase: true })]).effects).toMatchObject([{ mode: 'subtract' }]);
    expect(follow('eraser', [press(1)]).effects).toMatchObject([{ mode: 'subtract' }]);
  });

  it('continues straight from the last point with Shift, which needs an earlier stroke', () => {
    const { gesture } = follow('brush', [press(1), move(5), release]);
    expect(follow('brush', [press(90, 0, { straight: true })], gesture).effects).toEqual([
      { type: 'beginStroke', mode: 'add', point: at(5, 5) },
      { type: 'strokeTo', points: [at(90)] },
    ]);
    expect(follow('brush', [press(90, 0, { straight: true })]).effects).toHaveLength(1);
  });

  it('removes a cancelled stroke', () => {
    expect(follow('brush', [press(1), move(2), { type: 'cancel' }]).effects.at(-1)).toEqual({
      type: 'cancelStroke',
    });
  });

  it('goes down and up again by keyboard', () => {
    const { effects, gesture } = follow('brush', [mark(1), move(2), mark(3, 3)]);
    expect(effects.map(({ type }) => type)).toEqual(['beginStroke', 'strokeTo', 'strokeTo', 'endStroke']);
    expect(gesture.sketch.kind).toBe('none');
  });

  it('does nothing while it only hovers', () => {
    expect(follow('brush', [move(1, 2)]).effects).toEqual([]);
  });
});

describe('lasso and rectangle', () => {
  it('fill the outlined area', () => {
    const { effects } = follow('lasso', [press(0), move(5), move(9), release]);
    expect(effects).toEqual([{ type: 'polygon', points: [at(0), at(5, 5), at(9, 9)], mode: 'add' }]);
    expect(follow('lasso', [press(0), release]).effects).toEqual([]);
  });

  it('are set point by point by keyboard', () => {
    const { effects } = follow('lasso', [mark(0), mark(5), move(7), mark(5, 9), { type: 'end' }]);
    expect(effects).toEqual([{ type: 'polygon', points: [at(0), at(5), at(5, 9)], mode: 'add' }]);
    expect(follow('rectangle', [mark(1, 1), mark(4, 6)]).effects).toEqual([
      { type: 'polygon', points: rectangleBetween({ x: 1, y: 1 }, { x: 4, y: 6 }), mode: 'add' },
    ]);
  });

  it('have corners on whole pixels, whichever way they are drawn', () => {
    expect(rectangleBetween({ x: 9.6, y: 1.4 }, { x: 2.2, y: 7.5 })).toEqual([
      { x: 2, y: 1 },
      { x: 10, y: 1 },
      { x: 10, y: 8 },
      { x: 2, y: 8 },
    ]);
  });
});

describe('the scratch line', () => {
  it('is a separate line if it is dragged', () => {
    const { gesture, effects } = follow('line', [press(0), move(9), { type: 'release', dragged: true }]);
    expect(effects).toMatchObject([{ type: 'polyline', points: [at(0), at(9, 9)], mode: 'add' }]);
    expect(gesture.sketch.kind).toBe('none');
  });

  it('continues from click to click until it is ended', () => {
    const clicks = [press(0), release, move(3), press(5), release, press(9), release];
    const { gesture, effects } = follow('line', clicks);
    expect(effects).toEqual([]);
    expect(gesture.sketch.kind).toBe('line');
    expect(follow('line', [{ type: 'end' }], gesture).effects).toEqual([
      { type: 'polyline', points: [at(0), at(5), at(9)], mode: 'add' },
    ]);
  });

  it('is kept if another tool is chosen before it was ended', () => {
    const { effects, gesture } = follow('line', [press(0), release, press(5), release, { type: 'leave' }]);
    expect(effects).toEqual([{ type: 'polyline', points: [at(0), at(5)], mode: 'add' }]);
    expect(gesture.sketch.kind).toBe('none');
    expect(follow('brush', [press(1), move(2), { type: 'leave' }]).effects.at(-1)).toEqual({
      type: 'endStroke',
    });
    expect(follow('rectangle', [press(1), move(9), { type: 'leave' }]).effects).toEqual([]);
    expect(follow('lasso', [press(1), move(9), { type: 'leave' }]).effects).toEqual([]);
  });

  it('removes points one by one, and all when it is cancelled', () => {
    const { gesture } = follow('line', [press(0), press(5), { type: 'back' }]);
    expect(gesture.sketch).toMatchObject({ points: [at(0)] });
    expect(follow('line', [{ type: 'back' }], gesture).gesture.sketch.kind).toBe('none');
    const cancelled = follow('line', [{ type: 'cancel' }], gesture);
    expect(cancelled).toMatchObject({ effects: [], gesture: { sketch: { kind: 'none' } } });
  });
});

describe('wand and streak', () => {
  it('ask at the point, to add or to take away', () => {
    expect(follow('wand', [press(4, 5)]).effects).toEqual([{ type: 'wand', point: at(4, 5), mode: 'add' }]);
    expect(follow('wand', [press(4, 5, { erase: true })]).effects).toMatchObject([{ mode: 'subtract' }]);
  });

  it('report the streak while it is drawn', () => {
    expect(follow('streak', [press(0), move(8), release]).effects).toEqual([
      { type: 'streak', from: at(0), to: at(8, 8) },
      { type: 'streak', from: at(0), to: at(8, 8) },
    ]);
  });
});
