import { beforeEach, expect, test } from 'vitest';
import { createMaskEditor } from '../../../src-renderer/mask/mask-editor';
import { beginCrop, moveCrop, setCrop, turnCrop } from '../../../src-renderer/state/crop-steps';
import { NO_HISTORY } from '../../../src-renderer/state/history';
import { chooseTool, useView } from '../../../src-renderer/state/view';

const frame = (width: number, angle = 0) => ({ area: { x: 0, y: 0, width, height: 50 }, angle });
const mode = () => useView.getState().mode;
const crop = () => {
  const now = mode();
  return now.name === 'crop' ? now.crop.frame : null;
};

beforeEach(() => beginCrop(frame(100)));

test('each movement of the crop’s frame is undone and redone as one step', () => {
  for (const [i, width] of [95, 90, 80].entries()) setCrop(frame(width), 1000 + 20 * i);
  for (const [i, angle] of [0.5, 1, 2].entries()) setCrop(frame(80, angle), 5000 + 20 * i);
  moveCrop('undo');
  expect(crop()).toEqual(frame(80));
  moveCrop('undo');
  expect(crop()).toEqual(frame(100));
  moveCrop('undo');
  expect(crop()).toEqual(frame(100));
  moveCrop('redo');
  moveCrop('redo');
  expect(crop()).toEqual(frame(80, 2));
});

test('a frame that is turned and turned back has its old size', () => {
  const extent = { width: 100, height: 50 };
  turnCrop(5, extent, 1000);
  expect(crop()?.area.width).toBeLessThan(95);
  turnCrop(2, extent, 1020);
  expect(crop()?.area.width).toBeGreaterThan(90);
  turnCrop(0, extent, 1040);
  expect(crop()).toEqual(frame(100));
});

test('cropping ends painting over a result; afterwards tools mark damage again', () => {
  const mask = createMaskEditor({ width: 100, height: 50 });
  const over = { over: 'a', base: 'b', mask, steps: NO_HISTORY };
  useView.setState({ mode: { name: 'marks', tool: 'brush', over } });
  beginCrop(frame(100));
  chooseTool('brush');
  expect(mode()).toEqual({ name: 'marks', tool: 'brush', over: null });
});

test('a movement after an undo begins a new step', () => {
  setCrop(frame(80), 1000);
  moveCrop('undo');
  setCrop(frame(70), 1010);
  const steps = { past: [{ before: frame(100), after: frame(70) }], future: [] };
  expect(mode()).toMatchObject({ name: 'crop', crop: { steps } });
});
