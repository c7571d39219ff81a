import type { Interval } from '../contract/geometry';
import { restAtEdges } from '../operators/fade/edges';
import type { Plane } from './plane';
import { quantile } from './quantile';

/** Bands beside a border, by their distance from it as a share of the shorter side. */
const BANDS = [
  { from: 0.02, to: 0.06 },
  { from: 0.06, to: 0.11 },
] as const;
/** The middle of the picture is at least this share of the shorter side away from every border. */
const MIDDLE = 0.25;
/** The dark part is that below this share of a band's pixels. */
const DARK = 0.05;
/** All but this share of the pixels are darker than white. */
const WHITE = 0.003;
/** Least contrast, in 8-bit levels between the middle's dark part and white, for an estimate. */
const LEAST_CONTRAST = 20;
/** Each side must have lost at least `least`, and no side more than `apart` more than another. More than `most` is a vignette. */
const LOST = { least: 0.25, apart: 0.45, most: 0.75 } as const;

/**
 * Estimates how much more of its contrast a print has lost at its borders than in the middle, 0 to 0.75; 0 if the four
 * sides don't agree. Along each side the darkest parts are compared with those of the middle, because paper shows
 * through where the image has faded. `node test/bench/fading.mjs` counts the photos that are taken for such prints, and
 * those of the same photos that are found when they were faded by 30 to 70 % at their borders.
 */
export function edgeFadingOf(luma: Plane): number {
  const { width, height, data } = luma;
  const shorter = Math.min(width, height);
  const place = { x: 0, y: 0, pictureWidth: width, pictureHeight: height };
  const rest = restAtEdges(1, place, luma);
  const white = quantile(data, 1 - WHITE);
  const across = (from: number, to: number) => between(from * shorter, to * shorter, width);
  const down = (from: number, to: number) => between(from * shorter, to * shorter, height);
  const whole = { columns: across(0, Number.POSITIVE_INFINITY), rows: down(0, Number.POSITIVE_INFINITY) };
  const contrastIn = (part: Part) => white - quantile(valuesOf(data, width, part), DARK);
  const margin = across(MIDDLE, Number.POSITIVE_INFINITY).start;
  const middle = {
    columns: { start: margin, end: width - margin },
    rows: { start: margin, end: height - margin },
  };
  if (isEmpty(middle)) return 0;
  const contrast = contrastIn(middle);
  if (contrast < LEAST_CONTRAST) return 0;
  const lostIn = (part: Part) => {
    if (isEmpty(part)) return 0;
    const weights = valuesOf(rest, width, part);
    const weight = weights.reduce((sum, left) => sum + 1 - left, 0) / weights.length;
    return (1 - contrastIn(part) / contrast) / weight;
  };
  const meanLost = (partAt: (band: (typeof BANDS)[number]) => Part) =>
    mean(BANDS.map((band) => lostIn(partAt(band))));
  const sides = [
    meanLost(({ from, to }) => ({ ...whole, rows: down(from, to) })),
    meanLost(({ from, to }) => ({ ...whole, rows: mirrored(down(from, to), height) })),
    meanLost(({ from, to }) => ({ ...whole, columns: across(from, to) })),
    meanLost(({ from, to }) => ({ ...whole, columns: mirrored(across(from, to), width) })),
  ];
  sides.sort((a, b) => a - b);
  const middling = (sides[1] + sides[2]) / 2;
  const agree = sides[0] >= LOST.least && sides[3] - sides[0] <= LOST.apart;
  return agree && middling <= LOST.most ? middling : 0;
}

interface Part {
  readonly columns: Interval;
  readonly rows: Interval;
}

/** The pixels whose centres are at least `from` and less than `to` away from a line's beginning. */
function between(from: number, to: number, length: number): Interval {
  return { start: Math.ceil(from - 0.5), end: Math.min(length, Math.ceil(to - 0.5)) };
}

/** The same at the line's other end. */
function mirrored({ start, end }: Interval, length: number): Interval {
  return { start: length - end, end: length - start };
}

function isEmpty({ columns, rows }: Part): boolean {
  return columns.start >= columns.end || rows.start >= rows.end;
}

function valuesOf(data: Float32Array, width: number, { columns, rows }: Part): Float32Array {
  const count = columns.end - columns.start;
  const values = new Float32Array(count * (rows.end - rows.start));
  for (let y = rows.start; y < rows.end; y++)
    values.set(data.subarray(y * width + columns.start, y * width + columns.end), (y - rows.start) * count);
  return values;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
