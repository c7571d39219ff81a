/** The list, typed as having a first item. Throws a RangeError if it is empty. */
export function nonEmpty<T>(items: readonly T[]): [T, ...T[]] {
  if (items.length === 0) throw new RangeError('a photo without pages, or a restoration without samples');
  const [first, ...others] = items;
  return [first, ...others];
}
