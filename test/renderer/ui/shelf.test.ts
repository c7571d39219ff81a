import { beforeEach, expect, test } from 'vitest';
import { createMaskEditor } from '../../../src-renderer/mask/mask-editor';
import { NO_REPAIRS } from '../../../src-renderer/repairs/schema';
import { hasUnsavedWork, NO_PHOTO, usePhoto } from '../../../src-renderer/state/photo';
import { changeRepairs, useRepairs } from '../../../src-renderer/state/repairs';
import {
  addToShelf,
  changePhoto,
  photoOf,
  swapPhoto,
  takeOffShelf,
  useShelf,
} from '../../../src-renderer/state/shelf';
import { samplePhoto } from './samples';

const put = (id: string) => {
  const document = samplePhoto(id);
  addToShelf(
    { ...NO_PHOTO, document, mask: createMaskEditor(document) },
    { repairs: NO_REPAIRS, kernel: null },
  );
};

beforeEach(() => {
  swapPhoto(null);
  useShelf.setState({ open: [], kept: {} });
  put('a');
  put('b');
});

test('each photo keeps its marks, their history and its repairs while another is shown', () => {
  swapPhoto('a');
  usePhoto.getState().mask?.strokeLine(
    [
      { x: 5, y: 5 },
      { x: 20, y: 5 },
    ],
    4,
    'add',
  );
  changeRepairs((repairs) => ({ ...repairs, noise: { on: true, levels: 33 } }));
  swapPhoto('b');
  expect(usePhoto.getState().document?.id).toBe('b');
  expect(usePhoto.getState().mask?.state().coverage).toBe(0);
  expect(useRepairs.getState().repairs.noise.on).toBe(false);
  swapPhoto('a');
  expect(usePhoto.getState().mask?.state()).toMatchObject({ canUndo: true });
  expect(usePhoto.getState().mask?.state().coverage).toBeGreaterThan(50);
  expect(useRepairs.getState().repairs.noise.levels).toBe(33);
});

test('what comes of a photo that is not shown waits with it', () => {
  swapPhoto('a');
  changePhoto('b', () => ({ shown: 'result' }));
  expect(usePhoto.getState().shown).toBeNull();
  expect(photoOf('b')?.shown).toBe('result');
  swapPhoto('b');
  expect(usePhoto.getState().shown).toBe('result');
});

test('a closed photo is gone, and what comes for it later changes nothing', () => {
  swapPhoto('a');
  takeOffShelf('b');
  changePhoto('b', () => ({ shown: 'late' }));
  expect(photoOf('b')).toBeNull();
  expect(useShelf.getState().open.map(({ id }) => id)).toEqual(['a']);
});

test('closing loses work only where something was done and is still there', () => {
  const [a] = [photoOf('a')];
  if (!a) throw new Error('a is not open');
  expect(hasUnsavedWork(a)).toBe(false);
  a.mask?.strokeLine(
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
