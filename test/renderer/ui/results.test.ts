import { expect, test } from 'vitest';
import { forgetResult } from '../../../src-renderer/actions/results';
import { NO_PHOTO, usePhoto } from '../../../src-renderer/state/photo';
import { useView } from '../../../src-renderer/state/view';
import { samplePhoto, sampleResult } from './samples';

const results = ['a', 'b', 'c'].map(sampleResult);
const spread = { run: 'a b', picture: { id: 'map', width: 40, height: 30, levels: 1 } };
const show = () => {
  usePhoto.setState({ ...NO_PHOTO, document: samplePhoto('photo'), results, shown: 'a', spread });
  useView.setState({ spreadShown: true });
};

test('a result that is removed takes along the map of what was invented that it had a part in', () => {
  show();
  forgetResult('photo', 'b');
  expect(usePhoto.getState()).toMatchObject({ shown: 'a', spread: null });
  expect(useView.getState().spreadShown).toBe(false);
});

test('the map stays where another result is removed', () => {
  show();
  forgetResult('photo', 'c');
  expect(usePhoto.getState().spread).toBe(spread);
  expect(useView.getState().spreadShown).toBe(true);
});
