import type { Dice } from './dice';

/** Values at which lengths and counts overflow. */
const EDGES = [
  0, 1, 2, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff,
];

type Change = (dice: Dice, bytes: Buffer, other: Uint8Array) => Buffer;

/** Headers matter more than samples: half of all changes come within the first bytes. */
function place(dice: Dice, length: number): number {
  return dice.below(dice.happens(0.5) ? Math.min(length, 400) : length);
}

const CHANGES: readonly Change[] = [
  (dice, bytes) => {
    bytes[place(dice, bytes.length)] ^= 1 << dice.below(8);
    return bytes;
  },
  (dice, bytes) => {
    bytes[place(dice, bytes.length)] = dice.below(256);
    return bytes;
  },
  (dice, bytes) => {
    const width = dice.one([1, 2, 4]);
    if (bytes.length < width) return bytes;
    const at = place(dice, bytes.length - width + 1);
    const value = dice.one(EDGES) % 2 ** (8 * width);
    if (dice.happens(0.5)) bytes.writeUIntBE(value, at, width);
    else bytes.writeUIntLE(value, at, width);
    return bytes;
  },
  // Another length or count that is nearly right.
  (dice, bytes) => {
    if (bytes.length < 4) return bytes;
    const at = place(dice, bytes.length - 3);
    bytes.writeInt32BE((bytes.readInt32BE(at) + dice.below(9) - 4) | 0, at);
    return bytes;
  },
  (dice, bytes) => bytes.subarray(0, 1 + dice.below(bytes.length)),
  (dice, bytes) => {
    const at = place(dice, bytes.length);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + dice.below(64))]);
  },
  (dice, bytes) => {
    const at = place(dice, bytes.length);
    const part = bytes.subarray(at, at + 1 + dice.below(512));
    return Buffer.concat([
      bytes.subarray(0, at),
      part,
      ...(dice.happens(0.2) ? [part, part] : []),
      bytes.subarray(at),
    ]);
  },
  (dice, bytes) => {
    const at = place(dice, bytes.length);
    return Buffer.concat([bytes.subarray(0, at), dice.bytes(1 + dice.below(32)), bytes.subarray(at)]);
  },
  // A part of another file, in its place or between.
  (dice, bytes, other) => {
    const from = dice.below(other.length);
    const part = other.subarray(from, from + 1 + dice.below(1024));
    const at = place(dice, bytes.length);
    return Buffer.concat([
      bytes.subarray(0, at),
      part,
      bytes.subarray(at + (dice.happens(0.5) ? part.length : 0)),
    ]);
  },
];

/** Changes a file in a few places; parts of the file `other` may be inserted. */
export function mutateBytes(dice: Dice, given: Uint8Array, other: Uint8Array): Uint8Array {
  let bytes: Buffer = Buffer.from(given);
  for (let changes = 1 + dice.below(dice.happens(0.2) ? 24 : 4); changes > 0; changes--) {
    if (bytes.length === 0) break;
    bytes = Buffer.from(dice.one(CHANGES)(dice, bytes, other));
  }
  return bytes;
}
