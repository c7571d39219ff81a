import fc from 'fast-check';

const PARTS = 2 ** 30;

/**
 * Numbers spread evenly from `min` to `max`, the ends included and a little preferred. `fc.double` spreads its numbers
 * evenly over their floating-point representations, so that nine tenths of the places "from -40 to 640" lie within a
 * millionth of zero.
 */
export function evenly(min: number, max: number): fc.Arbitrary<number> {
  return fc.integer({ min: 0, max: PARTS }).map((part) => min + ((max - min) * part) / PARTS);
}
