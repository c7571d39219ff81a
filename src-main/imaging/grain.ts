/**
 * Film grain: normal numbers keyed by pixel, so that the same grain is drawn each time, however the picture is divided
 * into strips. The random words come from pcg4d (Jarzynski and Olano, "Hash functions for GPU rendering", JCGT 9(3),
 * 2020), a counter-based generator that is good enough for the eye; the sampler uses another.
 */
const MULTIPLIER = 1664525;
const INCREMENT = 1013904223;
const WORD = 2 ** -32;

/**
 * Fills `row` with the standard normal numbers of pixels 0, 1, 2, ... of line `y`. `seed` is a non-negative integer
 * below 2^53.
 */
export function grainRow(row: Float64Array, y: number, seed: number): void {
  const low = seed >>> 0;
  const high = Math.floor(seed / 2 ** 32) >>> 0;
  for (let x = 0; x < row.length; x += 2) {
    // One hash makes two numbers (Box and Muller).
    let a = (Math.imul(x, MULTIPLIER) + INCREMENT) | 0;
    let b = (Math.imul(y, MULTIPLIER) + INCREMENT) | 0;
    let c = (Math.imul(low, MULTIPLIER) + INCREMENT) | 0;
    let d = (Math.imul(high, MULTIPLIER) + INCREMENT) | 0;
    for (let round = 0; round < 2; round++) {
      a = (a + Math.imul(b, d)) | 0;
      b = (b + Math.imul(c, a)) | 0;
      c = (c + Math.imul(a, b)) | 0;
      d = (d + Math.imul(b, c)) | 0;
      if (round > 0) break;
      a ^= a >>> 16;
      b ^= b >>> 16;
      c ^= c >>> 16;
      d ^= d >>> 16;
    }
    const radius = Math.sqrt(-2 * Math.log(((a >>> 0) + 0.5) * WORD));
    const turn = 2 * Math.PI * ((b >>> 0) + 0.5) * WORD;
    row[x] = radius * Math.cos(turn);
    if (x + 1 < row.length) row[x + 1] = radius * Math.sin(turn);
  }
}
