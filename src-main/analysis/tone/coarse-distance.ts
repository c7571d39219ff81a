import { greenOf, LUMA_WEIGHTS } from '../../contract/luma';
import { fitTone, type ToneSamples } from './fit-tone';
import { chromaOf } from './lab-chroma';
import { BLACK, MARGIN, WHITE } from './off-curve';
import type { SmallCopy } from './small-copy';
import { readTone } from './tone-curve';

/** Most blocks along each side. */
const BLOCKS = 32;

type Colour = readonly [number, number, number];

/** A block of pixels of the copy. */
interface Block {
  /** Means of the two halves of its pixels, as on a chessboard. Only their noise differs. */
  readonly even: Colour;
  readonly odd: Colour;
  /** The mean of both halves, and its luma. */
  readonly mean: Colour;
  readonly luma: number;
  /** The middle as shares of the picture's extent. */
  readonly u: number;
  readonly v: number;
}

/**
 * The distance of a small copy's blocks from a tone curve near to all of them: root mean square in a* and b* of CIE Lab
 * (sRGB numbers), without the contribution of noise; 0 if there is no block to judge. It takes a twentieth of the time
 * of offCurve with its curve. The curve minimises squares of distances in levels, so no other is much nearer.
 */
export function coarseDistance(copy: SmallCopy): number {
  const blocks = blocksOf(copy);
  if (blocks.length === 0) return 0;
  const reader = readTone(fitTone(samplesOf(blocks), 1));
  const colour = new Float64Array(2);
  let power = 0;
  for (const { even, odd, luma, u, v } of blocks) {
    reader.toRow(v);
    reader.read(u, luma, colour);
    const [red, blue] = colour;
    const should = chromaOf(luma + red, luma + greenOf(red, blue), luma + blue);
    const [first, second] = [chromaOf(...even), chromaOf(...odd)];
    power += (first.a - should.a) * (second.a - should.a) + (first.b - should.b) * (second.b - should.b);
  }
  return Math.sqrt(Math.max(0, power / blocks.length));
}

function samplesOf(blocks: readonly Block[]): ToneSamples {
  const make = (value: (block: Block) => number) => Float32Array.from(blocks, value);
  return {
    luma: make(({ luma }) => luma),
    red: make(({ mean, luma }) => mean[0] - luma),
    blue: make(({ mean, luma }) => mean[2] - luma),
    u: make(({ u }) => u),
    v: make(({ v }) => v),
    weight: make(() => 1),
  };
}

/** The blocks that offCurve would judge: not in the margin, neither black nor white, undamaged for the most part. */
function blocksOf({ colours, known: { width, height, data: known } }: SmallCopy): Block[] {
  const side = Math.max(2, Math.ceil(Math.max(width, height) / BLOCKS));
  const [left, top] = [Math.round(MARGIN * width), Math.round(MARGIN * height)];
  const planes = colours.map(({ data }) => data);
  const blocks: Block[] = [];
  for (let y = top; y + side <= height - top; y += side) {
    for (let x = left; x + side <= width - left; x += side) {
      const sums = [0, 0, 0, 0, 0, 0];
      const counts = [0, 0];
      for (let row = y; row < y + side; row++) {
        for (let column = x; column < x + side; column++) {
          const i = row * width + column;
          if (known[i] === 0) continue;
          const half = (row + column) % 2;
          counts[half]++;
          for (let c = 0; c < 3; c++) sums[3 * half + c] += planes[c][i];
        }
      }
      if (counts[0] + counts[1] < (side * side) / 2 || counts[0] === 0 || counts[1] === 0) continue;
      const [r0, g0, b0, r1, g1, b1] = sums.map((sum, k) => sum / counts[k < 3 ? 0 : 1]);
      const mean: Colour = [(r0 + r1) / 2, (g0 + g1) / 2, (b0 + b1) / 2];
      const luma = LUMA_WEIGHTS.reduce((sum, weight, c) => sum + weight * mean[c], 0);
      if (luma < BLACK || luma > WHITE) continue;
      const [u, v] = [(x + side / 2) / width, (y + side / 2) / height];
      blocks.push({ even: [r0, g0, b0], odd: [r1, g1, b1], mean, luma, u, v });
    }
  }
  return blocks;
}
