import { z } from './schema';

/** Width and height, in pixels where nothing else is said. */
export interface Extent {
  readonly width: number;
  readonly height: number;
}

/** A place, in pixels from the upper left corner of a picture where nothing else is said. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * A rectangle from its upper left corner, in pixels of an upright picture whose upper left corner is the origin. Whole
 * numbers where samples are read or written; what is seen or dragged in the window has fractions as well.
 */
export interface Rectangle extends Point, Extent {}

/** Whole positions on an axis or in an array, from `start` up to `end`, which isn't one of them. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

/** The centre of a rectangle. */
export function centreOf({ x, y, width, height }: Rectangle): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

/** Whether two rectangles have the same place and extent. */
export function isSameArea(a: Rectangle, b: Rectangle): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

/** Fields of a picture's extent. */
export const extentFields = { width: z.int().positive(), height: z.int().positive() };

export const pointSchema = z.object({ x: z.number(), y: z.number() });

/** A rectangle of whole pixels within a picture. */
export const pixelRectangle = z.object({ x: z.int().min(0), y: z.int().min(0), ...extentFields });

/** A rectangle of the window: it may have fractions, and reach beyond the picture. */
export const rectangleSchema = z.object({
  x: z.number(),
  y: z.number(),
  width: z.number().positive(),
  height: z.number().positive(),
});

/** The smallest area that contains both. */
export function around(a: Rectangle, b: Rectangle): Rectangle {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}

/** The nearest number to `value` from `least` to `most`. */
export function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
