/** Widths must be multiples of this: pffft's real transform (rows) takes 32 * 2^a 3^b 5^c samples. */
export const WIDTH_MULTIPLE = 32;
/** Heights must be multiples of this: pffft's complex transform (columns) takes 16 * 2^a 3^b 5^c samples. */
export const HEIGHT_MULTIPLE = 16;

/** Whether `length` is `multiple` * 2^a 3^b 5^c. */
export function isFastLength(length: number, multiple: number): boolean {
  if (!Number.isInteger(length) || length <= 0 || length % multiple !== 0) return false;
  let rest = length / multiple;
  for (const factor of [2, 3, 5]) {
    while (rest % factor === 0) rest /= factor;
  }
  return rest === 1;
}

/**
 * The smallest length of the form `multiple` * 2^a 3^b 5^c that is at least `length`: the length to which a side is
 * extended before its transform. Both multiples above are multiples of 16, which the network requires of its input; an
 * operator that also decimates by k passes k times the multiple.
 */
export function fastLength(length: number, multiple: number): number {
  if (!Number.isFinite(length) || length > 2 ** 30) {
    throw new RangeError(`no transform has ${length} samples`);
  }
  let fast = Math.max(1, Math.ceil(length / multiple)) * multiple;
  while (!isFastLength(fast, multiple)) fast += multiple;
  return fast;
}
