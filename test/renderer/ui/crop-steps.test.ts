import { beforeEach, expect, test } from 'vitest';
import { createMaskEditor } from '../../../src-renderer/mask/mask-editor';
import { beginCrop, moveCrop, setCrop, turnCrop } from '../../../src-renderer/state/crop-steps';
import { useView } from '../../../src-renderer/state/view';

const frame = (width: number, angle = 0) => ({ area: { x: 0, y: 0, width, height: 50 }, angle });
const crop = () => useView.getState().crop;

beforeEach(() => beginCrop(frame(100)));

test('each movement of the crop’s frame is taken back as one, and done again', () => {
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

test('turned there and back, the frame is as large as it was', () => {
  const extent = { width: 100, height: 50 };
  turnCrop(5, extent, 1000);
  expect(crop()?.area.width).toBeLessThan(95);
  turnCrop(2, extent, 1020);
  expect(crop()?.area.width).toBeGreaterThan(90);
  turnCrop(0, extent, 1040);
  expect(crop()).toEqual(frame(100));
});

test('cropping ends what was painted over a result: afterwards tools mark damage again', () => {
  const mask = createMaskEditor({ width: 100, height: 50 });
  useView.setState({ mode: 'paintOver', paintOver: { over: 'a', base: 'b', mask } });
  beginCrop(frame(100));
  expect(useView.getState()).toMatchObject({ mode: 'crop', paintOver: null });
});

test('a movement after a step back begins anew', () => {
  setCrop(frame(80), 1000);
  moveCrop('undo');
  setCrop(frame(70), 1010);
  expect(useView.getState().cropSteps).toEqual({ past: [frame(100)], future: [] });
});
