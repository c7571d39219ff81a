import { expect, test } from 'vitest';
import { mayGoOn } from '../../src-main/app/may-go-on';

const minutes = (...times: number[]) => times.map((time) => 60_000 * time);

test('a page that crashes rarely is loaded again', () => {
  expect(mayGoOn(minutes(0))).toBe(true);
  expect(mayGoOn(minutes(0, 2, 5, 9, 14))).toBe(true);
  expect(mayGoOn(minutes(0, 0.1, 0.2))).toBe(true);
});

test('a page that crashes four times within a minute is given up', () => {
  expect(mayGoOn(minutes(0, 0.1, 0.2, 0.3))).toBe(false);
  expect(mayGoOn(minutes(0, 0.5, 0.9, 1.2))).toBe(true);
});
