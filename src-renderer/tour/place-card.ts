import type { Extent, Rectangle } from '../../src-main/contract/geometry';

/** Between the card, what it speaks of and the window's edges, in CSS pixels. */
const GAP = 12;
/** What is less high is a button or a group of them. */
const BAR = 48;

/**
 * Where the card's upper left corner is: left of what it speaks of, or below or above it (buttons of a bar: rather below),
 * where it fits into the window without hiding that; inside its lower part otherwise. Everything in CSS pixels of the window.
 */
export function placeCard(target: Rectangle, card: Extent, window: Extent): { left: number; top: number } {
  const right = target.x + target.width - card.width;
  const middle = target.x + (target.width - card.width) / 2;
  const bottom = target.y + target.height;
  const left = {
    left: target.x - GAP - card.width,
    top: clamp(target.y, window.height - card.height),
  };
  const below = { left: clamp(right, window.width - card.width), top: bottom + GAP };
  const above = { left: below.left, top: target.y - GAP - card.height };
  // Beside a bar’s buttons it would lie on others.
  const places = target.height < BAR ? [below, above, left] : [left, below, above];
  const fits = (at: { left: number; top: number }) =>
    at.left >= GAP &&
    at.top >= GAP &&
    at.left + card.width + GAP <= window.width &&
    at.top + card.height + GAP <= window.height;
  return (
    places.find(fits) ?? {
      left: clamp(middle, window.width - card.width),
      top: clamp(bottom - GAP - card.height, window.height - card.height),
    }
  );
}

/** Within the window, which is `room` longer than the card. */
function clamp(value: number, room: number): number {
  return Math.max(GAP, Math.min(value, room - GAP));
}
