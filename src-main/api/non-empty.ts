/** A list that has a first one. Throws a RangeError if it has none. */
export function nonEmpty<T>(items: readonly T[]): [T, ...T[]] {
  if (items.length === 0) throw new RangeError('a photo without pages, or a restoration without samples');
  const [first, ...others] = items;
  return [first, ...others];
}
