import { expect, test } from 'vitest';
import { recipeSchema } from '../../../src-main/contract/recipe';
import type { PhotoDocument } from '../../../src-main/contract/window/documents';
import type { Result } from '../../../src-main/contract/window/results';
import { beginPaintOver, showResult } from '../../../src-renderer/actions/results';
import { NO_PHOTO, usePhoto } from '../../../src-renderer/state/photo';
import { useView } from '../../../src-renderer/state/view';

const picture = { id: 'picture', width: 40, height: 30, levels: 1 };
const document: PhotoDocument = {
  id: 'a',
  name: 'a.png',
  file: null,
  width: 40,
  height: 30,
  format: 'PNG',
  depth: 8,
  grey: false,
  hasAlpha: false,
  pages: 1,
  page: 0,
  profile: null,
  density: null,
  jpegTables: false,
  picture,
  project: null,
};
const result = (id: string): Result => ({
  id,
  picture,
  run: 'run',
  recipe: recipeSchema.parse({ operator: 'denoise', noise: 10 }),
  sample: 0,
  provider: 'The processor',
  reasons: [],
  warnings: [],
  seconds: 1,
  calls: 8,
  changedPixels: null,
  model: { version: '1', sha256: '' },
  made: '2026-01-01T00:00:00.000Z',
});

test('parts are painted on the result that was shown at first, whatever is looked at meanwhile', () => {
  const [below, above] = [result('below'), result('above')];
  usePhoto.setState({ ...NO_PHOTO, document, results: [below, above], shown: 'below' });
  beginPaintOver(above);
  showResult(null);
  showResult('above');
  expect(useView.getState().paintOver).toMatchObject({ base: 'below', over: 'above' });
});
