/** The value below which a share (0 to 1) of the values lies, by the nearest rank; 0 if there are none. */
export function quantile(values: ArrayLike<number>, share: number): number {
  return at(Float64Array.from(values).sort(), share);
}

/** The values below and above which a share of the values lies. */
export function ends(values: ArrayLike<number>, share: number): readonly [number, number] {
  const sorted = Float64Array.from(values).sort();
  return [at(sorted, share), at(sorted, 1 - share)];
}

function at(sorted: Float64Array, share: number): number {
  return sorted[Math.round(share * (sorted.length - 1))] ?? 0;
}

/** The middle value, or the higher of the two middle values; 0 if there are none. */
export function median(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[sorted.length >> 1] ?? 0;
}
