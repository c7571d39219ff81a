import { add, lower, multiply, rounded, subtract, upper } from './pairs';

/** Loops over all samples of a region, four at a time. Pointers are in bytes; `end` is the end of the last array read. */

/** x = a x + b p + c q. */
export function combine(x: usize, p: usize, q: usize, end: usize, a: f64, b: f64, c: f64): void {
  const as = f64x2.splat(a);
  const bs = f64x2.splat(b);
  const cs = f64x2.splat(c);
  do {
    const xs = v128.load(x);
    const ps = v128.load(p);
    const qs = v128.load(q);
    const low = combined(lower(xs), lower(ps), lower(qs), as, bs, cs);
    const high = combined(upper(xs), upper(ps), upper(qs), as, bs, cs);
    v128.store(x, rounded(low, high));
    x += 16;
    p += 16;
    q += 16;
  } while (x < end);
}

function combined(x: v128, p: v128, q: v128, a: v128, b: v128, c: v128): v128 {
  return add(add(multiply(a, x), multiply(b, p)), multiply(c, q));
}

/** out = x + gain (y - x). */
export function blend(x: usize, y: usize, out: usize, end: usize, gain: f64): void {
  const gains = f64x2.splat(gain);
  do {
    const xs = v128.load(x);
    const ys = v128.load(y);
    v128.store(out, rounded(blended(lower(xs), lower(ys), gains), blended(upper(xs), upper(ys), gains)));
    x += 16;
    y += 16;
    out += 16;
  } while (x < end);
}

/** out = x + gain weight (y - x). */
export function blendWeighted(x: usize, y: usize, weight: usize, out: usize, end: usize, gain: f64): void {
  const gains = f64x2.splat(gain);
  do {
    const xs = v128.load(x);
    const ys = v128.load(y);
    const weights = v128.load(weight);
    const low = blended(lower(xs), lower(ys), multiply(gains, lower(weights)));
    const high = blended(upper(xs), upper(ys), multiply(gains, upper(weights)));
    v128.store(out, rounded(low, high));
    x += 16;
    y += 16;
    weight += 16;
    out += 16;
  } while (x < end);
}

function blended(x: v128, y: v128, gain: v128): v128 {
  return add(x, multiply(gain, subtract(y, x)));
}

/**
 * out = x + gain w (y - w'x) on three planes of `plane` bytes each, w = (red, green, blue); y is one plane that ends at
 * `end`.
 */
export function moveLuma(
  x: usize,
  y: usize,
  out: usize,
  end: usize,
  plane: usize,
  gain: f64,
  red: f64,
  green: f64,
  blue: f64,
): void {
  const gains = f64x2.splat(gain);
  const wr = f64x2.splat(red);
  const wg = f64x2.splat(green);
  const wb = f64x2.splat(blue);
  do {
    const rs = v128.load(x);
    const gs = v128.load(x + plane);
    const bs = v128.load(x + 2 * plane);
    const ys = v128.load(y);
    const r0 = lower(rs);
    const g0 = lower(gs);
    const b0 = lower(bs);
    const luma0 = add(add(multiply(wr, r0), multiply(wg, g0)), multiply(wb, b0));
    const step0 = multiply(gains, subtract(lower(ys), luma0));
    const r1 = upper(rs);
    const g1 = upper(gs);
    const b1 = upper(bs);
    const luma1 = add(add(multiply(wr, r1), multiply(wg, g1)), multiply(wb, b1));
    const step1 = multiply(gains, subtract(upper(ys), luma1));
    v128.store(out, rounded(add(r0, multiply(wr, step0)), add(r1, multiply(wr, step1))));
    v128.store(out + plane, rounded(add(g0, multiply(wg, step0)), add(g1, multiply(wg, step1))));
    v128.store(out + 2 * plane, rounded(add(b0, multiply(wb, step0)), add(b1, multiply(wb, step1))));
    x += 16;
    y += 16;
    out += 16;
  } while (y < end);
}

/** Copies `bytes` bytes; the two areas may overlap. */
export function copy(to: usize, from: usize, bytes: usize): void {
  memory.copy(to, from, bytes);
}
