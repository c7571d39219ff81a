import type { Span } from './box-average';

/** Lobes on each side. */
const LOBES = 3;

/**
 * The weights, of sum 1, by which each of `to` samples is made from `from` ones: the Lanczos kernel of three lobes
 * (Turkowski, "Filters for common resampling tasks", 1990), widened where samples grow fewer. Both rows share their
 * ends, and at these the last sample is repeated: nothing shifts.
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
