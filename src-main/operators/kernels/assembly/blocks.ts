import { add, lower, multiply, rounded, subtract, upper } from './pairs';

/**
 * out = x + up(gain (y - pool x)) on one row of blocks, two blocks at a time. `end` is the end of the row's part of y,
 * `pitch` the bytes per line of x. The samples of a block are added in the order of the plain loops.
 */

/** Blocks of 2 x 2; their samples are added one by one. */
export function moveBlocks2(x: usize, y: usize, out: usize, end: usize, pitch: usize, gain: f64): void {
  const gains = f64x2.splat(gain);
  const share = f64x2.splat(0.25);
  do {
    const top = v128.load(x);
    const bottom = v128.load(x + pitch);
    const sum = add(
      add(
        add(lower(i32x4.shuffle(top, top, 0, 2, 0, 2)), lower(i32x4.shuffle(top, top, 1, 3, 1, 3))),
        lower(i32x4.shuffle(bottom, bottom, 0, 2, 0, 2)),
      ),
      lower(i32x4.shuffle(bottom, bottom, 1, 3, 1, 3)),
    );
    const step = multiply(gains, subtract(lower(v128.load64_zero(y)), multiply(share, sum)));
    const first = i64x2.shuffle(step, step, 0, 0);
    const second = i64x2.shuffle(step, step, 1, 1);
    v128.store(out, rounded(add(lower(top), first), add(upper(top), second)));
    v128.store(out + pitch, rounded(add(lower(bottom), first), add(upper(bottom), second)));
    x += 16;
    out += 16;
    y += 8;
  } while (y < end);
}

/** Blocks of 4 x 4; their samples are added line by line. */
export function moveBlocks4(x: usize, y: usize, out: usize, end: usize, pitch: usize, gain: f64): void {
  const gains = f64x2.splat(gain);
  const share = f64x2.splat(1 / 16);
  do {
    const x1 = x + pitch;
    const x2 = x1 + pitch;
    const x3 = x2 + pitch;
    const sum = add(add(add(lineOf4(x), lineOf4(x1)), lineOf4(x2)), lineOf4(x3));
    const step = multiply(gains, subtract(lower(v128.load64_zero(y)), multiply(share, sum)));
    const first = i64x2.shuffle(step, step, 0, 0);
    const second = i64x2.shuffle(step, step, 1, 1);
    const out1 = out + pitch;
    const out2 = out1 + pitch;
    moveLineOf4(x, out, first, second);
    moveLineOf4(x1, out1, first, second);
    moveLineOf4(x2, out2, first, second);
    moveLineOf4(x3, out2 + pitch, first, second);
    x += 32;
    out += 32;
    y += 8;
  } while (y < end);
}

/** Sums of four samples each: one line of the block at `x`, and of the next block. */
function lineOf4(x: usize): v128 {
  const a = v128.load(x);
  const b = v128.load(x, 16);
  const sum = add(lower(i32x4.shuffle(a, b, 0, 4, 0, 4)), lower(i32x4.shuffle(a, b, 1, 5, 1, 5)));
  return add(add(sum, lower(i32x4.shuffle(a, b, 2, 6, 2, 6))), lower(i32x4.shuffle(a, b, 3, 7, 3, 7)));
}

function moveLineOf4(x: usize, out: usize, first: v128, second: v128): void {
  const a = v128.load(x);
  const b = v128.load(x, 16);
  v128.store(out, rounded(add(lower(a), first), add(upper(a), first)));
  v128.store(out, rounded(add(lower(b), second), add(upper(b), second)), 16);
}
