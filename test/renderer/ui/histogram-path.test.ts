import { expect, test } from 'vitest';
import { histogramPath } from '../../../src-renderer/inspect/histogram-path';

test('heights are square roots, and clipped values at both ends don’t set the scale', () => {
  expect(histogramPath([900, 25, 100, 0], 10)).toBe('M0 10L0 0.0H1L1 5.0H2L2 0.0H3L3 10.0H4V10Z');
});
