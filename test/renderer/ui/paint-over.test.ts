import { beforeEach, expect, test } from 'vitest';
import { beginPaintOver, endPaintOver, showResult } from '../../../src-renderer/actions/results';
import { change, shownPhoto } from '../../../src-renderer/state/photos';
import { redo, undo } from '../../../src-renderer/state/undo';
import { overIn, toolIn, useView } from '../../../src-renderer/state/view';
import { openSample, sampleResult } from './samples';

const [below, above] = [sampleResult('below'), sampleResult('above')];
const over = () => overIn(useView.getState().mode);

beforeEach(() => {
  openSample('a', {}, { results: [below, above], shown: 'below' });
  change({ why: 'shown', document: 'a' });
});

test('parts are painted onto the result that was shown at first, even if another is shown meanwhile', () => {
  beginPaintOver(above);
  showResult(null);
  showResult('above');
  expect(over()).toMatchObject({ base: 'below', over: 'above' });
});

test('afterwards the marked damage does not cover the result', () => {
  beginPaintOver(above);
  expect(useView.getState().maskShown).toBe('overlay');
  endPaintOver();
  expect(useView.getState().maskShown).toBe('hidden');
  expect(toolIn(useView.getState().mode)).toBe('hand');
  expect(over()).toBeNull();
});

test('painting has its own steps, apart from the photo’s', async () => {
  beginPaintOver(above);
  const paint = (x: number) => over()?.mask.strokeLine([{ x, y: 10 }], 6, 'add');
  const painted = () => over()?.mask.state().damagedPixels;
  paint(10);
  const one = painted();
  paint(25);
  await undo();
  expect(painted()).toBe(one);
  await undo();
  expect(painted()).toBe(0);
  await redo();
  expect(painted()).toBe(one);
  expect(shownPhoto().steps.past).toEqual([]);
});
