import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { NO_REPAIRS } from '../../../src-renderer/repairs/schema';
import { hasUnsavedWork } from '../../../src-renderer/state/photo';
import {
  type Change,
  change,
  changeRepairs,
  NO_PHOTOS,
  photoOf,
  photosAfter,
  shownPhoto,
  usePhotos,
} from '../../../src-renderer/state/photos';
import { openSample, sampleResult } from './samples';

beforeEach(() => {
  usePhotos.setState(NO_PHOTOS);
  openSample('a');
  openSample('b');
});

const show = (document: string) => change({ why: 'shown', document });

test('each photo keeps its marks, its steps and its repairs while another is shown', () => {
  show('a');
  shownPhoto().mask?.strokeLine(
    [
      { x: 5, y: 5 },
      { x: 20, y: 5 },
    ],
    4,
    'add',
  );
  changeRepairs((repairs) => ({ ...repairs, noise: { on: true, levels: 33 } }));
  show('b');
  expect(shownPhoto().document?.id).toBe('b');
  expect(shownPhoto().mask?.state().damagedPixels).toBe(0);
  expect(shownPhoto().choice.repairs.noise.on).toBe(false);
  show('a');
  expect(shownPhoto().steps.past).toHaveLength(2);
  expect(shownPhoto().mask?.state().damagedPixels).toBeGreaterThan(50);
  expect(shownPhoto().choice.repairs.noise.levels).toBe(33);
});

test('events for a photo that is not shown are kept with it', () => {
  show('a');
  change({ why: 'restored', document: 'b', results: [sampleResult('result')] });
  expect(shownPhoto().shown).toBeNull();
  expect(photoOf('b')?.shown).toBe('result');
  show('b');
  expect(shownPhoto().shown).toBe('result');
});

test('a closed photo is gone, and later events for it change nothing', () => {
  show('a');
  change({ why: 'closed', document: 'b' });
  const before = usePhotos.getState();
  change({ why: 'restored', document: 'b', results: [sampleResult('late')] });
  show('b');
  expect(usePhotos.getState()).toBe(before);
  expect([...before.open.keys()]).toEqual(['a']);
});

test('after the shown photo is closed, the next one is shown, or the one before', () => {
  openSample('c');
  show('b');
  change({ why: 'closed', document: 'b' });
  expect(usePhotos.getState().shown).toBe('c');
  change({ why: 'closed', document: 'c' });
  expect(usePhotos.getState().shown).toBe('a');
  change({ why: 'closed', document: 'a' });
  expect(shownPhoto().document).toBeNull();
});

test('closing loses work only if something was done and still exists', () => {
  const a = photoOf('a');
  if (!a) throw new Error('a is not open');
  expect(hasUnsavedWork(a)).toBe(false);
  a.mask.strokeLine(
    [
      { x: 5, y: 5 },
      { x: 20, y: 5 },
    ],
    4,
    'add',
  );
  expect(hasUnsavedWork({ ...a, unsaved: true })).toBe(true);
  expect(hasUnsavedWork({ ...a, unsaved: false })).toBe(false);
});

const id = fc.constantFrom('a', 'b', 'c');
const result = fc.constantFrom('1', '2', '3');
const plan = fc.oneof(
  fc.record({ why: fc.constant('shown' as const), document: fc.option(id) }),
  fc.record({ why: fc.constant('closed' as const), document: id }),
  fc.record({
    why: fc.constant('restored' as const),
    document: id,
    results: fc.array(result.map(sampleResult), { maxLength: 3 }),
  }),
  fc.record({ why: fc.constant('resultShown' as const), document: id, result: fc.option(result) }),
  fc.record({ why: fc.constant('resultRemoved' as const), document: id, result }),
  fc.record({
    why: fc.constant('compared' as const),
    document: id,
    spread: fc.record({
      of: fc.array(result, { minLength: 2 }),
      picture: fc.constant({ id: 'map', width: 40, height: 30, levels: 1 }),
    }),
  }),
  fc.record({
    why: fc.constant('marked' as const),
    document: id,
    marks: fc.constant(new Map([[0, 'runs']])),
    isMarked: fc.boolean(),
  }),
  fc.record({
    why: fc.constant('chosen' as const),
    document: id,
    choice: fc.record({
      repairs: fc.record({ on: fc.boolean(), levels: fc.integer({ min: 1, max: 50 }) }).map((noise) => ({
        ...NO_REPAIRS,
        noise,
      })),
    }),
  }),
  fc.record({ why: fc.constantFrom('undo' as const, 'redo' as const), document: id }),
) satisfies fc.Arbitrary<Change>;

test('after any changes the shown photo exists, and undo leads each photo back to its beginning', () => {
  const { open } = usePhotos.getState();
  fc.assert(
    fc.property(fc.array(plan, { maxLength: 40 }), (changes) => {
      const photos = changes.reduce(photosAfter, { ...NO_PHOTOS, open });
      if (photos.shown !== null) expect(photos.open.has(photos.shown)).toBe(true);
      for (const [document, { shown, results, spread, steps, choice }] of photos.open) {
        const ids = results.map((one) => one.id);
        expect(new Set(ids).size).toBe(ids.length);
        if (shown !== null) expect(ids).toContain(shown);
        for (const one of spread?.of ?? []) expect(ids).toContain(one);
        const undone = [...steps.past].reduce<typeof photos>(
          (now) => photosAfter(now, { why: 'undo', document }),
          photos,
        );
        expect(undone.open.get(document)?.choice).toEqual(open.get(document)?.choice);
        const redone = [...steps.past].reduce<typeof photos>(
          (now) => photosAfter(now, { why: 'redo', document }),
          undone,
        );
        expect(redone.open.get(document)).toMatchObject({ choice, steps });
      }
    }),
  );
});
