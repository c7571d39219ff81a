import { expect, test } from 'vitest';
import { beginPaintOver, endPaintOver, showResult } from '../../../src-renderer/actions/results';
import { NO_PHOTO, usePhoto } from '../../../src-renderer/state/photo';
import { useView } from '../../../src-renderer/state/view';
import { samplePhoto, sampleResult } from './samples';

const document = samplePhoto('a');

test('parts are painted on the result that was shown at first, whatever is looked at meanwhile', () => {
  const [below, above] = [sampleResult('below'), sampleResult('above')];
  usePhoto.setState({ ...NO_PHOTO, document, results: [below, above], shown: 'below' });
  beginPaintOver(above);
  showResult(null);
  showResult('above');
  expect(useView.getState().paintOver).toMatchObject({ base: 'below', over: 'above' });
});

test('afterwards the damage that was marked does not cover the result', () => {
  const results = [sampleResult('below'), sampleResult('above')];
  usePhoto.setState({ ...NO_PHOTO, document, results, shown: 'below' });
  beginPaintOver(sampleResult('above'));
  expect(useView.getState().maskShown).toBe('overlay');
  endPaintOver();
  expect(useView.getState()).toMatchObject({ maskShown: 'hidden', tool: 'hand', paintOver: null });
});
