import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeCard } from '../../../src-renderer/tour/place-card';

const LAPTOP = { width: 1280, height: 800 };
const CARD = { width: 300, height: 180 };

test('beside the panel the card is left of its target', () => {
  const repair = { x: 960, y: 400, width: 305, height: 240 };
  expect(placeCard(repair, CARD, LAPTOP)).toEqual({ left: 960 - 12 - 300, top: 400 });
});

test('beside the panel’s foot the card ends above the window’s lower edge', () => {
  const foot = { x: 960, y: 680, width: 320, height: 60 };
  expect(placeCard(foot, CARD, LAPTOP).top).toBe(800 - 12 - 180);
});

test('for a button at the left edge the card is below it', () => {
  const button = { x: 10, y: 8, width: 80, height: 32 };
  expect(placeCard(button, CARD, LAPTOP)).toEqual({ left: 12, top: 52 });
});

test('on the photo, which fills the window, the card is in the middle of the lower part', () => {
  const photo = { x: 48, y: 98, width: 912, height: 638 };
  expect(placeCard(photo, CARD, LAPTOP)).toEqual({ left: 48 + (912 - 300) / 2, top: 98 + 638 - 12 - 180 });
});

test('the card is always completely inside the window', () => {
  const side = fc.integer({ min: 0, max: 2000 });
  const target = fc.record({ x: side, y: side, width: side, height: side });
  const window = fc.record({
    width: fc.integer({ min: 340, max: 2000 }),
    height: fc.integer({ min: 220, max: 2000 }),
  });
  fc.assert(
    fc.property(target, window, (at, size) => {
      const { left, top } = placeCard(at, CARD, size);
      expect(left).toBeGreaterThanOrEqual(12);
      expect(top).toBeGreaterThanOrEqual(12);
      expect(left + CARD.width).toBeLessThanOrEqual(size.width - 12);
      expect(top + CARD.height).toBeLessThanOrEqual(size.height - 12);
    }),
  );
});
