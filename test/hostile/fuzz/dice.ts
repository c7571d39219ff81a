import { createHash } from 'node:crypto';
import { uniforms } from '../../analysis/support';

/** Random numbers that are the same for the same seed words. */
export interface Dice {
  /** A whole number from 0 to below `n`. */
  below(n: number): number;
  /** Whether something of this probability happens. */
  happens(share: number): boolean;
  one<T>(list: readonly T[]): T;
  bytes(length: number): Uint8Array;
}

export function diceOf(...words: readonly (string | number)[]): Dice {
  const random = uniforms(createHash('sha256').update(words.join(' ')).digest().readUInt32LE(0));
  const below = (n: number) => Math.floor(n * random());
  return {
    below,
    happens: (share) => random() < share,
    one: (list) => list[below(list.length)],
    bytes: (length) => Uint8Array.from({ length }, () => below(256)),
  };
}
