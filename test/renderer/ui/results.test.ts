import { expect, test } from 'vitest';
import { recipeSchema } from '../../../src-main/contract/recipe';
import { forgetResult, siblings } from '../../../src-renderer/actions/results';
import { change, NO_PHOTOS, shownPhoto, usePhotos } from '../../../src-renderer/state/photos';
import { useView } from '../../../src-renderer/state/view';
import { openSample, sampleResult } from './samples';

const results = ['a', 'b', 'c'].map(sampleResult);
const spread = { of: ['a', 'b'], picture: { id: 'map', width: 40, height: 30, levels: 1 } };
const show = () => {
  usePhotos.setState(NO_PHOTOS);
  openSample('photo', {}, { results, shown: 'a', spread });
  change({ why: 'shown', document: 'photo' });
  useView.setState({ spreadShown: true });
};

test('removing a result removes a map of invented parts that it was part of', () => {
  show();
  forgetResult('photo', 'b');
  expect(shownPhoto()).toMatchObject({ shown: 'a', spread: null });
  expect(useView.getState().spreadShown).toBe(false);
});

test('the map stays if another result is removed', () => {
  show();
  forgetResult('photo', 'c');
  expect(shownPhoto().spread).toBe(spread);
  expect(useView.getState().spreadShown).toBe(true);
});

test('only samples of the same repairs and marks show what was invented', () => {
  const draw = (id: string, seed: number) => ({
    ...sampleResult(id),
    recipe: recipeSchema.parse({ operator: 'inpaint', seed }),
    marks: 'first',
  });
  const [one, two] = [draw('one', 0), draw('two', 5)];
  const moved = { ...draw('moved', 6), marks: 'moved' };
  const composed = { ...draw('composed', 0), sample: null };
  const smooth = { ...draw('smooth', 0), recipe: { ...one.recipe, detail: 0 } };
  const full = { ...draw('full', 0), recipe: { ...one.recipe, detail: 1 } };
  const all = [one, moved, two, composed, smooth, full];
  expect(siblings(all, one)).toEqual([one, two]);
  expect(siblings(all, moved)).toEqual([moved]);
  expect(siblings(all, composed)).toEqual([]);
  expect(siblings(all, smooth)).toEqual([]);
  expect(siblings(all, full)).toEqual([full]);
});
