import type { Extent, Rectangle } from '../../src-main/contract/geometry';

/** Distance between the card, its target and the window's edges, in CSS pixels. */
const GAP = 12;
/** A target that is less high is a button or a group of buttons. */
const BAR = 48;

/**
 * The card's upper left corner: left of its target, or below or above it (for buttons of a bar: first below), if it
 * fits into the window without hiding the target; otherwise in the target's lower part. All in CSS pixels of the
 * window.
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
  // Beside a bar's buttons it would cover other buttons.
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

/** A position within the window, which is longer than the card by `room`. */
function clamp(value: number, room: number): number {
  return Math.max(GAP, Math.min(value, room - GAP));
}
