import { beforeEach, expect, test } from 'vitest';
import type { RepairName } from '../../../src-main/operators/catalogue';
import { NO_REPAIRS, tick } from '../../../src-renderer/repairs/schema';
import {
  change,
  changeRepairs,
  NO_PHOTOS,
  photoOf,
  shownPhoto,
  usePhotos,
} from '../../../src-renderer/state/photos';
import { newestMarks } from '../../../src-renderer/state/steps';
import { redo, undo } from '../../../src-renderer/state/undo';
import { openSample } from './samples';

beforeEach(() => {
  usePhotos.setState(NO_PHOTOS);
  for (const id of ['a', 'b']) openSample(id, { width: 400, height: 300, jpegTables: true });
  show('a');
});

const show = (document: string) => change({ why: 'shown', document });
const stroke = (y: number) => {
  const points = [
    { x: 20, y },
    { x: 200, y },
  ];
  shownPhoto().mask?.strokeLine(points, 6, 'add');
};
const choose = (name: RepairName, on = true) => changeRepairs((repairs) => tick(repairs, name, on));
const slide = (levels: number) =>
  changeRepairs((repairs) => ({ ...repairs, noise: { ...repairs.noise, levels } }));
/** The marks and repairs as they are now. */
const now = () => {
  const { noise, blur, jpeg, scratches } = shownPhoto().choice.repairs;
  const on = Object.entries({ noise, blur, jpeg, scratches }).flatMap(([name, value]) =>
    value.on ? [name] : [],
  );
  const damagedPixels = shownPhoto().mask?.state().damagedPixels ?? 0;
  return `${on.join(' ')} ${noise.levels} ${damagedPixels}`;
};
const steps = () => shownPhoto().steps.past.length;

test('marks and repairs are undone in the order in which they were made, and redone', async () => {
  const seen = [now()];
  const act = (change: () => void) => {
    change();
    seen.push(now());
  };
  act(() => stroke(50));
  act(() => choose('noise'));
  act(() => stroke(100));
  act(() => slide(33));
  act(() => stroke(150));
  act(() => choose('jpeg'));
  for (const before of seen.slice(0, -1).reverse()) {
    await undo();
    expect(now()).toBe(before);
  }
  await undo();
  expect(now()).toBe(seen[0]);
  for (const after of seen.slice(1)) {
    await redo();
    expect(now()).toBe(after);
  }
});

test('a slider’s movement is one step, and none if it ends where it began', async () => {
  choose('noise');
  for (const levels of [11, 12, 13, 14]) slide(levels);
  expect(steps()).toBe(2);
  await undo();
  expect(shownPhoto().choice.repairs.noise).toEqual({ on: true, levels: 10 });
  for (const levels of [11, 12, 10]) slide(levels);
  expect(steps()).toBe(1);
});

test('a movement of the grain’s slider is one step as well', () => {
  choose('noise');
  for (const grain of [0.3, 0.6, 1])
    changeRepairs((repairs) => ({ ...repairs, noise: { ...repairs.noise, grain } }));
  expect(steps()).toBe(2);
});

test('sliders moved before and after a stroke are separate steps', () => {
  slide(20);
  stroke(50);
  slide(30);
  changeRepairs((repairs) => ({ ...repairs, blur: { ...repairs.blur, deviation: 3 } }));
  expect(steps()).toBe(4);
});

test('choosing a recipe is one step, whatever it changes', async () => {
  stroke(50);
  const before = now();
  changeRepairs(() => tick(tick(NO_REPAIRS, 'noise', true), 'blur', true));
  await undo();
  expect(now()).toBe(before);
});

test("the first mark's tick is undone with it, and undoing marks ticks nothing", async () => {
  stroke(50);
  expect(shownPhoto().choice.repairs.scratches.on).toBe(true);
  choose('scratches', false);
  stroke(100);
  expect(shownPhoto().choice.repairs.scratches.on).toBe(true);
  await undo();
  expect(shownPhoto().choice.repairs.scratches.on).toBe(false);
  await undo();
  await undo();
  expect(now()).toBe(' 10 0');
});

test('a new step drops the steps that could be redone', async () => {
  choose('noise');
  stroke(50);
  await undo();
  choose('blur');
  await redo();
  expect(now()).toBe('noise blur 10 0');
});

test('during a stroke nothing is undone', async () => {
  choose('noise');
  stroke(50);
  const before = now();
  shownPhoto().mask?.beginStroke('add', 1, 10, { x: 9, y: 200, size: 10 });
  await undo();
  shownPhoto().mask?.cancelStroke();
  expect(now()).toBe(before);
  await undo();
  expect(now()).toBe('noise 10 0');
});

test('a change without effect is no step', () => {
  choose('noise');
  changeRepairs((repairs) => ({ ...repairs, noise: { ...repairs.noise } }));
  expect(steps()).toBe(1);
});

test('marks of a repeated search replace the former ones and keep the order of other steps', async () => {
  choose('noise');
  stroke(50);
  choose('blur');
  const marks = newestMarks(shownPhoto().steps);
  if (!marks) throw new Error('Nothing is marked.');
  change({ why: 'withdrawn', document: 'a', marks });
  await shownPhoto().mask?.flip(() => marks);
  expect(shownPhoto().mask?.state().damagedPixels).toBe(0);
  stroke(100);
  await undo();
  expect(now()).toBe('noise blur scratches 10 0');
  await undo();
  expect(now()).toBe('noise scratches 10 0');
});

test('each photo has its own steps', async () => {
  choose('noise');
  show('b');
  expect(steps()).toBe(0);
  choose('blur');
  show('a');
  await undo();
  expect(now()).toBe(' 10 0');
  show('b');
  expect(now()).toBe('blur 10 0');
});

test('a thousand strokes can all be undone', async () => {
  for (let i = 0; i < 1000; i++) stroke(5 + ((i * 7) % 290));
  const { mask } = shownPhoto();
  const painted = steps();
  expect(painted).toBeGreaterThan(30);
  for (let i = 0; i < painted; i++) await undo();
  expect(mask?.state().damagedPixels).toBe(0);
});

test('undo during a long operation undoes that operation', async () => {
  stroke(50);
  const before = now();
  const { mask } = shownPhoto();
  void mask?.grow(30);
  void mask?.invert();
  await undo();
  await undo();
  expect(now()).toBe(before);
});

test("a mark on a photo that is no longer shown ticks that photo's repair, in its own step", async () => {
  const { mask } = shownPhoto();
  show('b');
  await mask?.invert();
  expect(steps()).toBe(0);
  expect(shownPhoto().choice.repairs.scratches.on).toBe(false);
  expect(photoOf('a')?.choice.repairs.scratches.on).toBe(true);
  expect(photoOf('a')?.steps.past).toHaveLength(1);
});
