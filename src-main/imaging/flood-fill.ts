import { setImmediate as nextTurn } from 'node:timers/promises';

/** Number of runs after which the abort signal is checked. */
const RUNS_AT_ONCE = 1 << 16;

/**
 * Returns the pixels of `allowed` that are 4-connected to the one at x, y, and removes them from `allowed`. The time is
 * proportional to their number, without recursion: each horizontal run is filled once and waits on a stack until the
 * rows above and below it are searched.
 */
export async function floodFill(
  allowed: BitMap,
  width: number,
  height: number,
  x: number,
  y: number,
  signal?: AbortSignal,
): Promise<BitMap> {
  const filled = new BitMap(width * height);
  const runs = new RunStack();
  const fill = (row: number, seed: number): number => {
    const start = row * width;
    let left = seed;
    while (left > 0 && allowed.has(start + left - 1)) left--;
    let right = seed;
    while (right + 1 < width && allowed.has(start + right + 1)) right++;
    for (let i = start + left; i <= start + right; i++) {
      allowed.remove(i);
      filled.add(i);
    }
    runs.push(row, left, right);
    return right;
  };
  if (allowed.has(y * width + x)) fill(y, x);
  for (let count = 1; runs.pop(); count++) {
    const { row, left, right } = runs;
    for (const next of [row - 1, row + 1]) {
      if (next < 0 || next >= height) continue;
      for (let seed = left; seed <= right; seed++) {
        if (allowed.has(next * width + seed)) seed = fill(next, seed);
      }
    }
    if (count % RUNS_AT_ONCE === 0) {
      await nextTurn();
      signal?.throwIfAborted();
    }
  }
  return filled;
}

/** A stack of runs in one growing array, because noisy pictures stack up millions of them. */
class RunStack {
  row = 0;
  left = 0;
  right = 0;
  #values = new Uint32Array(3 << 10);
  #end = 0;

  push(row: number, left: number, right: number): void {
    if (this.#end === this.#values.length) {
      const larger = new Uint32Array(2 * this.#values.length);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#end++] = row;
    this.#values[this.#end++] = left;
    this.#values[this.#end++] = right;
  }

  /** Pops the top run into row, left and right; returns false if the stack is empty. */
  pop(): boolean {
    if (this.#end === 0) return false;
    this.right = this.#values[--this.#end];
    this.left = this.#values[--this.#end];
    this.row = this.#values[--this.#end];
    return true;
  }
}

/** A set of pixels, stored as one bit per pixel in reading order. It takes an eighth of the memory of a byte array. */
export class BitMap {
  readonly #words: Uint32Array;

  constructor(length: number) {
    this.#words = new Uint32Array(Math.ceil(length / 32));
  }

  has(index: number): boolean {
    return ((this.#words[index >>> 5] >>> (index & 31)) & 1) === 1;
  }

  add(index: number): void {
    this.#words[index >>> 5] |= 1 << (index & 31);
  }

  remove(index: number): void {
    this.#words[index >>> 5] &= ~(1 << (index & 31));
  }
}
