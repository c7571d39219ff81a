import type { Span } from './box-average';

/** Number of lobes on each side. */
const LOBES = 3;

/**
 * Returns the weights (of sum 1) that resample `from` samples to `to` samples with the three-lobed Lanczos kernel
 * (Turkowski, "Filters for common resampling tasks", 1990), which is widened when reducing. Both rows cover the same
 * interval, so nothing shifts; the end samples are repeated beyond it.
 */
export function lanczosSpans(from: number, to: number): Span[] {
  const step = from / to;
  const width = Math.max(1, step);
  return Array.from({ length: to }, (_, i) => {
    const centre = (i + 0.5) * step - 0.5;
    const start = Math.ceil(centre - LOBES * width);
    const end = Math.floor(centre + LOBES * width);
    const first = Math.min(from - 1, Math.max(0, start));
    const last = Math.min(from - 1, Math.max(0, end));
    const weights = new Float64Array(last - first + 1);
    let sum = 0;
    for (let k = start; k <= end; k++) {
      const weight = kernel((k - centre) / width);
      weights[Math.min(last, Math.max(first, k)) - first] += weight;
      sum += weight;
    }
    return { first, weights: weights.map((weight) => weight / sum) };
  });
}

function kernel(x: number): number {
  return Math.abs(x) < LOBES ? sinc(x) * sinc(x / LOBES) : 0;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}
