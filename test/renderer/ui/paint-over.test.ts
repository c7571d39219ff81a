import { expect, test } from 'vitest';
import { beginPaintOver, showResult } from '../../../src-renderer/actions/results';
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
