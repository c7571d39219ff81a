import { greenOf } from '../../contract/luma';
import { boxMean } from '../box-mean';
import { emptyPlane, lumaOf, type Plane } from '../plane';
import { chromaOf } from './lab-chroma';
import type { SmallCopy } from './small-copy';
import { readTone, type ToneCurve } from './tone-curve';

/** Radius in the photo's pixels of the blur, a box applied twice, that removes grain and the blocks of a JPEG's chroma. */
const RADIUS = 4;
/** Levels beyond which a pixel is ignored: the scanner's black and white, such as a border's paper or clipped light. */
export const BLACK = 4;
export const WHITE = 250;
/** Width of the ignored border, as a share of the picture's sides: prints are worn there, and the background shows. */
export const MARGIN = 0.04;

/** Distances of a photo from a tone curve in a* and b* of CIE Lab (sRGB numbers), after a blur of some pixels. */
export interface OffCurve {
  /** Root mean square, without the contribution of noise. */
  readonly rms: number;
  /** Share of the photo that is off by more than `limit` and three times the noise. */
  readonly share: number;
  /** Share that is off by more than twice `limit` and three times the noise, such as tinted lips and cheeks. */
  readonly far: number;
}

/** Measures a small copy against a curve. */
export function offCurve({ colours, known, factor }: SmallCopy, curve: ToneCurve, limit: number): OffCurve {
  const { width, height } = known;
  const luma = lumaOf(colours);
  const reader = readTone(curve);
  // The difference from the curve's colour at each pixel, and the same only at the pixels of one colour of a
  // chessboard.
  const planes = Array.from({ length: 6 }, () => emptyPlane(width, height));
  const [a, b, weight, evenA, evenB, evenWeight] = planes;
  const colour = new Float64Array(2);
  const [left, top] = [Math.round(MARGIN * width), Math.round(MARGIN * height)];
  for (let y = top; y < height - top; y++) {
    reader.toRow((y + 0.5) / height);
    for (let x = left; x < width - left; x++) {
      const i = y * width + x;
      const value = luma.data[i];
      if (known.data[i] === 0 || value < BLACK || value > WHITE) continue;
      reader.read((x + 0.5) / width, value, colour);
      const [red, blue] = colour;
      const is = chromaOf(colours[0].data[i], colours[1].data[i], colours[2].data[i]);
      const should = chromaOf(value + red, value + greenOf(red, blue), value + blue);
      a.data[i] = is.a - should.a;
      b.data[i] = is.b - should.b;
      weight.data[i] = 1;
      if ((x + y) % 2 === 1) continue;
      evenA.data[i] = a.data[i];
      evenB.data[i] = b.data[i];
      evenWeight.data[i] = 1;
    }
  }
  const radius = Math.max(1, Math.round(RADIUS / factor));
  const blurred = planes.map((plane) => boxMean(boxMean(plane, radius), radius));
  return distances(blurred, weight.data, limit);
}

/** The two halves of the chessboard differ only by noise; a quarter of the difference's power is in the whole. */
function distances(blurred: readonly Plane[], counted: Float32Array, limit: number): OffCurve {
  const [a, b, weight, evenA, evenB, evenWeight] = blurred.map(({ data }) => data);
  let [count, power, noise] = [0, 0, 0];
  const squares = new Float32Array(counted.length);
  for (let i = 0; i < counted.length; i++) {
    const [even, odd] = [evenWeight[i], weight[i] - evenWeight[i]];
    if (counted[i] === 0 || even < 1e-3 || odd < 1e-3) continue;
    count++;
    squares[i] = (a[i] ** 2 + b[i] ** 2) / weight[i] ** 2;
    power += squares[i];
    const differences =
      (evenA[i] / even - (a[i] - evenA[i]) / odd) ** 2 + (evenB[i] / even - (b[i] - evenB[i]) / odd) ** 2;
    noise += differences / 4;
  }
  if (count === 0) return { rms: 0, share: 0, far: 0 };
  const margin = 3 * Math.sqrt(noise / count);
  let [off, far] = [0, 0];
  for (const square of squares) {
    if (square > (limit + margin) ** 2) off++;
    if (square > (2 * limit + margin) ** 2) far++;
  }
  return { rms: Math.sqrt(Math.max(0, power - noise) / count), share: off / count, far: far / count };
}
