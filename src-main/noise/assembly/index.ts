import { BoxMuller } from './box-muller';
import { FIRST_2, FOURTH_2, KEYS, KEYS_END, THIRD_1, THIRD_2 } from './layout';

/**
 * Computes Philox4x32-10 and Box-Muller for eight pixels of a row at once, with the same bits as the loops in
 * philox-row.ts and box-muller.ts. Writes the numbers of the pixels from x on, from `out` to `end`; their distance is a
 * multiple of 32 bytes.
 */
export function fillRow(x: i32, out: usize, end: usize, multiplier0: i32, multiplier1: i32): void {
  const m0 = i32x4.splat(multiplier0);
  const m1 = i32x4.splat(multiplier1);
  let pixels = i32x4.add(i32x4.splat(x), i32x4(0, 1, 2, 3));
  do {
    // Two groups of four pixels: while one calculation waits for a result, the processor works on the other.
    const next = i32x4.add(pixels, i32x4.splat(4));
    const a = v128.xor(high(pixels, m0), word(THIRD_1));
    const b = v128.xor(high(next, m0), word(THIRD_1));
    let a0 = v128.xor(high(a, m1), word(FIRST_2));
    let b0 = v128.xor(high(b, m1), word(FIRST_2));
    let a1 = low(a, m1);
    let b1 = low(b, m1);
    let a2 = v128.xor(low(pixels, m0), word(THIRD_2));
    let b2 = v128.xor(low(next, m0), word(THIRD_2));
    let a3 = word(FOURTH_2);
    let b3 = a3;
    for (let keys = KEYS; keys < KEYS_END; keys += 8) {
      const key0 = word(keys);
      const key1 = word(keys + 4);
      const nextA = v128.xor(high(a2, m1), v128.xor(a1, key0));
      a1 = low(a2, m1);
      a2 = v128.xor(high(a0, m0), v128.xor(a3, key1));
      a3 = low(a0, m0);
      a0 = nextA;
      const nextB = v128.xor(high(b2, m1), v128.xor(b1, key0));
      b1 = low(b2, m1);
      b2 = v128.xor(high(b0, m0), v128.xor(b3, key1));
      b3 = low(b0, m0);
      b0 = nextB;
    }
    // All results are calculated before the first is stored. The compiler keeps the order of stores, and interleaving
    // them takes half as long again.
    const n0 = BoxMuller.two(a0, a1);
    const n1 = BoxMuller.two(upper(a0), upper(a1));
    const n2 = BoxMuller.two(b0, b1);
    const n3 = BoxMuller.two(upper(b0), upper(b1));
    v128.store(out, i32x4.shuffle(n0, n1, 0, 1, 4, 5));
    v128.store(out, i32x4.shuffle(n2, n3, 0, 1, 4, 5), 16);
    pixels = i32x4.add(pixels, i32x4.splat(8));
    out += 32;
  } while (out < end);
}

/** Loads the word at an address into all four elements of a vector. */
function word(address: usize): v128 {
  return v128.load_splat<u32>(address);
}

/** The lower halves of four 32 x 32 bit products. */
function low(a: v128, b: v128): v128 {
  return i32x4.shuffle(i64x2.extmul_low_i32x4_u(a, b), i64x2.extmul_high_i32x4_u(a, b), 0, 2, 4, 6);
}

/** The upper halves of the same products. */
function high(a: v128, b: v128): v128 {
  return i32x4.shuffle(i64x2.extmul_low_i32x4_u(a, b), i64x2.extmul_high_i32x4_u(a, b), 1, 3, 5, 7);
}

function upper(words: v128): v128 {
  return i32x4.shuffle(words, words, 2, 3, 2, 3);
}
