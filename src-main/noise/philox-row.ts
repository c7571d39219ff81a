import type { Real } from '../operators/model/forward-model';
import { normalOf } from './box-muller';

/** Multipliers and key increments of Philox4x32 (Salmon et al. 2011, section 4). */
export const MULTIPLIER_0 = 0xd2511f53;
export const MULTIPLIER_1 = 0xcd9e8d57;
export const WEYL_0 = 0x9e3779b9;
export const WEYL_1 = 0xbb67ae85;
export const ROUNDS = 10;

/** A row of pixels starting at (x, y), and everything else that its numbers depend on. */
export interface Row {
  readonly x: number;
  readonly y: number;
  readonly channel: number;
  /** The last counter word: stream and sample. */
  readonly word3: number;
  readonly key0: number;
  readonly key1: number;
  readonly scale: number;
}

/** The upper 32 bits of the 64-bit product of two unsigned 32-bit integers, computed from 16-bit halves. */
export function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = (Math.imul(aHigh, bLow) + (Math.imul(aLow, bLow) >>> 16)) >>> 0;
  const cross = (Math.imul(aLow, bHigh) + (middle & 0xffff)) >>> 0;
  return (Math.imul(aHigh, bHigh) + (middle >>> 16) + (cross >>> 16)) | 0;
}

/**
 * Like philox4x32 followed by normalOf, over a row and without allocating. The WebAssembly kernel computes the same.
 */
export function fillRow({ x: left, y, channel, word3, key0, key1, scale }: Row, out: Real): void {
  for (let i = 0; i < out.length; i++) {
    let c0 = (left + i) | 0;
    let c1 = y | 0;
    let c2 = channel | 0;
    let c3 = word3 | 0;
    let k0 = key0 | 0;
    let k1 = key1 | 0;
    for (let round = 0; round < ROUNDS; round++) {
      const high0 = multiplyHigh(c0, MULTIPLIER_0);
      const low0 = Math.imul(c0, MULTIPLIER_0);
      const high1 = multiplyHigh(c2, MULTIPLIER_1);
      const low1 = Math.imul(c2, MULTIPLIER_1);
      c0 = high1 ^ c1 ^ k0;
      c1 = low1;
      c2 = high0 ^ c3 ^ k1;
      c3 = low0;
      k0 = (k0 + WEYL_0) | 0;
      k1 = (k1 + WEYL_1) | 0;
    }
    out[i] = scale * normalOf(c0, c1);
  }
}
