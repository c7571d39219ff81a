/** The consecutive source samples that one output sample is made from. */
export interface Footprint {
  readonly first: number;
  /** The weight of each source sample; they sum to 1. */
  readonly weights: Float64Array;
}

/** Divides `from` samples into `to` equal parts and returns the samples that each part covers; 1 <= to <= from. */
export function footprints(from: number, to: number): Footprint[] {
  const size = from / to;
  return Array.from({ length: to }, (_, i) => {
    // The integer products are exact, so no part reaches into its neighbour by a rounding error.
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
 * Computes one row of means. `samples` holds the rows that `rows` covers, interleaved and `width` pixels wide; `out`
 * receives one rounded pixel for each of `columns`.
 */
export function averageFootprints(
  samples: ArrayLike<number>,
  width: number,
  channels: number,
  columns: readonly Footprint[],
  rows: Footprint,
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
