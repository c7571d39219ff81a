/** The samples that one sample of a smaller row covers. */
export interface Span {
  readonly first: number;
  /** Their shares, of sum 1. */
  readonly weights: Float64Array;
}

/** What each of `to` equal parts covers of `from` samples, to >= 1 and from >= to. */
export function spans(from: number, to: number): Span[] {
  const size = from / to;
  return Array.from({ length: to }, (_, i) => {
    // Whole products are exact: no part reaches into a neighbour by a rounding error.
    const start = (i * from) / to;
    const end = ((i + 1) * from) / to;
    const first = Math.floor(start);
    const weights = Float64Array.from(
      { length: Math.ceil(end) - first },
      (_, k) => (Math.min(end, first + k + 1) - Math.max(start, first + k)) / size,
    );
    return { first, weights };
  });
}

/**
 * One row of means: `samples` are the rows that `rows` covers, interleaved and `width` pixels wide; `out` gets one
 * pixel for each of `columns`, rounded.
 */
export function averageSpans(
  samples: ArrayLike<number>,
  width: number,
  channels: number,
  columns: readonly Span[],
  rows: Span,
  out: Uint8Array | Uint16Array,
): void {
  const sums = new Float64Array(out.length);
  for (const [y, weight] of rows.weights.entries()) {
    for (let x = 0; x < columns.length; x++) {
      const { first, weights } = columns[x];
      for (let k = 0; k < weights.length; k++) {
        const at = (y * width + first + k) * channels;
        const share = weight * weights[k];
        for (let c = 0; c < channels; c++) sums[x * channels + c] += share * samples[at + c];
      }
    }
  }
  for (let k = 0; k < out.length; k++) out[k] = Math.round(sums[k]);
}
