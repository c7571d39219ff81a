import { expect, test } from 'vitest';
import { placeWindow, SMALLEST, windowState } from '../../src-main/app/window-bounds';

const main = { x: 0, y: 25, width: 1920, height: 1055 };
const second = { x: 1920, y: 0, width: 1280, height: 1024 };

test('at the first start the window is in the middle of the main display', () => {
  expect(placeWindow(undefined, [main, second])).toEqual({ x: 240, y: 102, width: 1440, height: 900 });
});

test('the window opens where it was', () => {
  const bounds = { x: 2000, y: 40, width: 1100, height: 800 };
  expect(placeWindow(bounds, [main, second])).toEqual(bounds);
});

test('a window on a display that was unplugged opens on the main one', () => {
  const placed = placeWindow({ x: 2000, y: 40, width: 1100, height: 800 }, [main]);
  expect(placed).toEqual({ x: 410, y: 152, width: 1100, height: 800 });
});

test('a window whose visible part is too small to drag comes back', () => {
  expect(placeWindow({ x: 1850, y: 40, width: 1100, height: 800 }, [main]).x).toBe(410);
  expect(placeWindow({ x: 100, y: -300, width: 1100, height: 800 }, [main]).y).toBe(152);
});

test('the window is never larger than its display nor smaller than can be used', () => {
  const small = { x: 0, y: 0, width: 800, height: 600 };
  expect(placeWindow(undefined, [small])).toEqual(small);
  expect(placeWindow({ x: 0, y: 30, width: 10, height: 10 }, [main])).toMatchObject(SMALLEST);
});

test('a remembered state that is damaged is refused', () => {
  expect(
    windowState.safeParse({ bounds: { x: 0, y: 0, width: -5, height: 3 }, maximized: false }).success,
  ).toBe(false);
});
