import { add, divide, lower, multiply, rounded, upper } from './pairs';

/**
 * Edits of spectra in blocks of four real and four imaginary parts. Powers and gains, one per complex number, are half as
 * long as the spectrum. Pointers are in bytes; `end` is the end of `values`.
 */

/** values = scale (n2 values + s2 seen) / (n2 + s2 power). */
export function wiener(
  values: usize,
  end: usize,
  seen: usize,
  power: usize,
  n2: f64,
  s2: f64,
  scale: f64,
): void {
  const n2s = f64x2.splat(n2);
  const s2s = f64x2.splat(s2);
  const scales = f64x2.splat(scale);
  do {
    const powers = v128.load(power);
    const re = v128.load(values);
    const seenRe = v128.load(seen);
    const im = v128.load(values, 16);
    const seenIm = v128.load(seen, 16);
    const gain0 = divide(scales, add(n2s, multiply(s2s, lower(powers))));
    const re0 = multiply(add(multiply(n2s, lower(re)), multiply(s2s, lower(seenRe))), gain0);
    const im0 = multiply(add(multiply(n2s, lower(im)), multiply(s2s, lower(seenIm))), gain0);
    const gain1 = divide(scales, add(n2s, multiply(s2s, upper(powers))));
    const re1 = multiply(add(multiply(n2s, upper(re)), multiply(s2s, upper(seenRe))), gain1);
    const im1 = multiply(add(multiply(n2s, upper(im)), multiply(s2s, upper(seenIm))), gain1);
    v128.store(values, rounded(re0, re1));
    v128.store(values, rounded(im0, im1), 16);
    values += 32;
    seen += 32;
    power += 16;
  } while (values < end);
}

/** values = gains values. A product of two Float32 numbers rounds to the same value with and without Float64. */
export function multiplyByGains(values: usize, end: usize, gains: usize): void {
  do {
    const gain = v128.load(gains);
    v128.store(values, f32x4.mul(v128.load(values), gain));
    v128.store(values, f32x4.mul(v128.load(values, 16), gain), 16);
    values += 32;
    gains += 16;
  } while (values < end);
}
