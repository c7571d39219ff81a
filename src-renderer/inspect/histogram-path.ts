/**
 * The outline of a histogram as an SVG path, one unit wide per bin. Heights are square roots of the counts, so that rare
 * values are visible. The two end bins, which contain clipped values, don't set the scale.
 */
export function histogramPath(counts: readonly number[], height: number): string {
  const top = Math.sqrt(Math.max(1, ...counts.slice(1, -1)));
  const points = counts.map((count, bin) => {
    const y = height - height * Math.min(1, Math.sqrt(count) / top);
    return `L${bin} ${y.toFixed(1)}H${bin + 1}`;
  });
  return `M0 ${height}${points.join('')}V${height}Z`;
}
