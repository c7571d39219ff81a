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
