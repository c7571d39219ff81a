const SHARPEST = 2048;
/** Linear light of sRGB numbers, indexed by the 8-bit level times 8. */
const LINEAR = Float64Array.from({ length: SHARPEST }, (_, i) => {
  const value = i / (8 * 255);
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
});

/** a* and b* of CIE Lab (D65) of sRGB numbers in 8-bit levels. */
export function chromaOf(
  red: number,
  green: number,
  blue: number,
): { readonly a: number; readonly b: number } {
  const [r, g, b] = [linear(red), linear(green), linear(blue)];
  const x = root((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  const y = root(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
  const z = root((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
  return { a: 500 * (x - y), b: 200 * (y - z) };
}

function linear(level: number): number {
  return LINEAR[Math.min(SHARPEST - 1, Math.max(0, Math.round(level * 8)))];
}

function root(value: number): number {
  return value > 216 / 24389 ? Math.cbrt(value) : (841 / 108) * value + 4 / 29;
}
