import type { Plane } from './plane';
import { median } from './quantile';

/** Least share of the border's pixels that have the background's colour. */
const EVEN = 0.6;
/** Tolerance of the background's colour: at least so many levels, and so many times the border's deviation. */
const TOLERANCE = { least: 14, deviations: 6 } as const;

/**
 * Marks with 1 the pixels that aren't the scanner's lid: their colour differs from the border's by more than the border
 * itself varies. Undefined if the border has several colours.
 */
export function markForeground(colours: readonly Plane[]): Uint8Array | undefined {
  const [{ width, height }] = colours;
  const border = borderOf(width, height);
  const lids = colours.map(({ data }) => {
    const values = border.map((i) => data[i]);
    const colour = median(values);
    const deviation = 1.4826 * median(values.map((value) => Math.abs(value - colour)));
    return { data, colour, tolerance: Math.max(TOLERANCE.least, TOLERANCE.deviations * deviation) };
  });
  const isLid = (i: number) =>
    lids.every(({ data, colour, tolerance }) => Math.abs(data[i] - colour) <= tolerance);
  if (border.filter(isLid).length < EVEN * border.length) return undefined;
  return Uint8Array.from({ length: width * height }, (_, i) => (isLid(i) ? 0 : 1));
}

function borderOf(width: number, height: number): number[] {
  const border: number[] = [];
  for (let x = 0; x < width; x++) border.push(x, (height - 1) * width + x);
  for (let y = 1; y < height - 1; y++) border.push(y * width, y * width + width - 1);
  return border;
}
