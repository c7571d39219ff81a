import { extentFields, type Rectangle } from '../contract/geometry';
import { z } from '../contract/schema';

/** In pixels of the screen; displays may lie left of the first one or above it. */
const bounds = z.object({ x: z.int(), y: z.int(), ...extentFields });

/** The state of the window when it was last closed. */
export const windowState = z.object({ bounds, maximized: z.boolean() });
export type WindowState = z.infer<typeof windowState>;

export const SMALLEST = { width: 960, height: 640 };
const FIRST = { width: 1440, height: 900 };
/** Screen pixels of the window's upper edge that must be visible, so that the window can be dragged. */
const GRIP = 100;

/**
 * Decides where to open the window: at its remembered place if enough of it is on a connected display, otherwise in the
 * middle of the first display. It is never larger than its display.
 *
 * @param displays work areas, the main display's first
 */
export function placeWindow(remembered: Rectangle | undefined, displays: readonly Rectangle[]): Rectangle {
  const [main = { x: 0, y: 0, ...FIRST }] = displays;
  const home = remembered && displays.find((display) => isWithinReach(remembered, display));
  const display = home ?? main;
  const wanted = remembered ?? { ...FIRST, x: 0, y: 0 };
  const width = Math.min(Math.max(wanted.width, SMALLEST.width), display.width);
  const height = Math.min(Math.max(wanted.height, SMALLEST.height), display.height);
  if (home) return { x: wanted.x, y: wanted.y, width, height };
  return {
    x: display.x + Math.floor((display.width - width) / 2),
    y: display.y + Math.floor((display.height - height) / 2),
    width,
    height,
  };
}

function isWithinReach(window: Rectangle, display: Rectangle): boolean {
  const visible =
    Math.min(window.x + window.width, display.x + display.width) - Math.max(window.x, display.x);
  return visible >= GRIP && window.y >= display.y && window.y <= display.y + display.height - GRIP;
}
