import { expect, test } from 'vitest';
import {
  widthInMillimetres,
  withDpi,
  withHeight,
  withMillimetres,
  withWidth,
} from '../../../src-renderer/dialogs/print-size';

const size = { width: 3000, height: 2000, dpi: 300 };

test('three thousand pixels at 300 dpi are 254 millimetres', () => {
  expect(widthInMillimetres(size)).toBe(254);
});

test('another width changes the height and keeps the resolution', () => {
  expect(withWidth(size, 1500, 1.5)).toEqual({ width: 1500, height: 1000, dpi: 300 });
  expect(withHeight(size, 1000, 1.5)).toEqual({ width: 1500, height: 1000, dpi: 300 });
});

test('another width on paper changes the pixels', () => {
  expect(withMillimetres(size, 127, 1.5)).toEqual({ width: 1500, height: 1000, dpi: 300 });
});

test('another resolution keeps the pixels and changes the paper', () => {
  const dense = withDpi(size, 600);
  expect(dense).toMatchObject({ width: 3000, height: 2000 });
  expect(widthInMillimetres(dense)).toBe(127);
});

test('no side falls below one pixel', () => {
  expect(withWidth(size, 1, 400)).toMatchObject({ width: 1, height: 1 });
});
