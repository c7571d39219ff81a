/** A share as per cent, with more digits for small ones: 0.003 % of a scan is a hair. */
export function percent(share: number): string {
  const value = 100 * share;
  return `${value === 0 ? '0' : value < 0.1 ? value.toPrecision(1) : value.toFixed(value < 10 ? 2 : 1)} %`;
}

/** A duration in words, in seconds, minutes or hours. */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}
