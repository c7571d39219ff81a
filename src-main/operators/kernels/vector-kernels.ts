import { LUMA_WEIGHTS } from '../../contract/luma';
import type { WasmInstance } from './instantiate';

export type Numbers = Float32Array | Float64Array;

/** Block sides that have kernels. */
const BLOCK_SIDES: readonly number[] = [2, 4];

/** The loops, on arrays of one space whose lengths are multiples of 4. Each has the result of the plain loop where it is used. */
export interface VectorKernels {
  /** x = a x + b p + c q. */
  combine(x: Numbers, a: number, p: Numbers, b: number, q: Numbers, c: number): void;
  /** out = x + gain (y - x). */
  blend(x: Numbers, y: Numbers, gain: number, out: Numbers): void;
  /** out = x + gain weight (y - x), `weight` one plane for all three of the others. */
  blendWeighted(x: Numbers, y: Numbers, weight: Numbers, gain: number, out: Numbers): void;
  /** out = x + gain w (y - w'x), w the luma weights; y is one plane. */
  moveLuma(x: Numbers, y: Numbers, gain: number, out: Numbers): void;
  /**
   * values = scale (n2 values + s2 seen) / (n2 + s2 power): `values` is a run of a spectrum in blocks of four that
   * begins at number `start`, `seen` another whole spectrum (conj(K) Y), `power` one number for each of its complex numbers.
   */
  wiener(
    values: Numbers,
    start: number,
    seen: Numbers,
    power: Numbers,
    n2: number,
    s2: number,
    scale: number,
  ): void;
  /** values = gains values, with the same layout. */
  multiplyByGains(values: Numbers, start: number, gains: Numbers): void;
  /**
   * out = x + up(gain (y - pool x)) for blocks of side `factor`, with `blocks` of them in a row; undefined for factors
   * other than 2 and 4, and for an odd number of blocks.
   */
  moveBlocks(factor: number, blocks: number): MoveBlocks | undefined;
  /** target[to + i] = source[from + i], i < length. */
  copyRun(source: Numbers, from: number, target: Numbers, to: number, length: number): void;
}

export type MoveBlocks = (x: Numbers, y: Numbers, gain: number, out: Numbers) => void;

/** The kernels of a space's memory. */
export function kernelsOf(instance: WasmInstance): VectorKernels {
  const [combine, blend, blendWeighted, moveLuma, copy, wiener, multiplyByGains] = [
    'combine',
    'blend',
    'blendWeighted',
    'moveLuma',
    'copy',
    'wiener',
    'multiplyByGains',
  ].map((name) => instance.function(name));
  const endOf = (x: Numbers) => x.byteOffset + x.byteLength;
  return {
    combine: (x, a, p, b, q, c) => combine(x.byteOffset, p.byteOffset, q.byteOffset, endOf(x), a, b, c),
    blend: (x, y, gain, out) => blend(x.byteOffset, y.byteOffset, out.byteOffset, endOf(x), gain),
    blendWeighted: (x, y, weight, gain, out) => {
      for (let plane = 0; plane < x.byteLength; plane += weight.byteLength) {
        const start = x.byteOffset + plane;
        blendWeighted(
          start,
          y.byteOffset + plane,
          weight.byteOffset,
          out.byteOffset + plane,
          start + weight.byteLength,
          gain,
        );
      }
    },
    moveLuma: (x, y, gain, out) =>
      moveLuma(x.byteOffset, y.byteOffset, out.byteOffset, endOf(y), y.byteLength, gain, ...LUMA_WEIGHTS),
    wiener: (values, start, seen, power, n2, s2, scale) =>
      wiener(
        values.byteOffset,
        endOf(values),
        seen.byteOffset + 4 * start,
        power.byteOffset + 2 * start,
        n2,
        s2,
        scale,
      ),
    multiplyByGains: (values, start, gains) =>
      multiplyByGains(values.byteOffset, endOf(values), gains.byteOffset + 2 * start),
    moveBlocks: (factor, blocks) => {
      if (!BLOCK_SIDES.includes(factor) || blocks % 2 !== 0) return undefined;
      const move = instance.function(`moveBlocks${factor}`);
      const line = 4 * factor * blocks;
      return (x, y, gain, out) => {
        for (let row = 0; 4 * blocks * row < y.byteLength; row++) {
          const [start, block] = [factor * line * row, y.byteOffset + 4 * blocks * row];
          move(x.byteOffset + start, block, out.byteOffset + start, block + 4 * blocks, line, gain);
        }
      };
    },
    copyRun: (source, from, target, to, length) =>
      copy(target.byteOffset + 4 * to, source.byteOffset + 4 * from, 4 * length),
  };
}
