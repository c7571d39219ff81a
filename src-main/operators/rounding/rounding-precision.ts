import type { CompositePrecision } from '../composite/image-space';
import type { Fft2, Fft2Factory } from '../fourier/fft2';
import { transferSpectrum } from '../fourier/spectrum';
import { type Real, realLike, sizeOf } from '../model/forward-model';
import type { LinearMap } from '../model/linear-map';
import { applyFilter, type BlockFilter } from './block-filter';
import { blockGrid, moveBlocks } from './block-grid';
import { addDiagonal, roundingCovariance } from './covariance';
import { partialStep } from './hidden-pixels';
import { inverseCovariance, invert, roundingVariances } from './jpeg-spectrum';
import type { RoundedOptions } from './rounded-picture';
import { blockMean, impulseOf, realParts } from './stationary';

/** Bytes for the factors of blocks with hidden pixels; those beyond are computed again in each iteration. */
const FACTOR_ROOM = 64 * 2 ** 20;

/**
 * The inverse of a JPEG's noise, (m (D + n^2 I) m)^-1 in blocks, for a measurement of a whole picture through a map A that
 * keeps its extent and its three planes. (I + s^2 A' N^-1 A)^-1 is approximated in the Fourier transform, where each
 * frequency has a 3x3 matrix across the planes: N^-1 without a mask, averaged over the positions of a pixel in its block,
 * between the powers of A A'.
 *
 * @param map A without the mask
 * @param like decides the number type
 */
export function roundingPrecision(
  options: RoundedOptions,
  map: LinearMap,
  fft: Fft2Factory,
  like: Real,
): CompositePrecision {
  const { shape, tables, noise = 0 } = options;
  if (shape.channels !== 3 || sizeOf(map.domain) !== sizeOf(shape)) {
    throw new RangeError('the precision of a JPEG is that of a whole picture of three planes');
  }
  const variances = roundingVariances(tables);
  const filter: BlockFilter = { planes: 3, entries: inverseCovariance(variances, () => noise ** 2) };
  const covariance = addDiagonal(roundingCovariance(variances, 3), noise ** 2, 1);
  const grid = blockGrid({ ...options, endsAtEdge: true });
  const partial = partialStep(filter, covariance, FACTOR_ROOM);
  const zero = realLike(like, sizeOf(shape));
  return {
    inverse: (v, out) => moveBlocks(grid, zero, v, (block) => applyFilter(block, filter), partial, out),
    precondition: stationaryInverse(fft(shape.width, shape.height), map, filter, like),
  };
}

/** The approximation of (I + s^2 A' N^-1 A)^-1; `filter` is N^-1 in a whole block. */
function stationaryInverse(
  transform: Fft2,
  map: LinearMap,
  { entries }: BlockFilter,
  like: Real,
): CompositePrecision['precondition'] {
  const pixels = transform.width * transform.height;
  const gains = [0, 1, 2].map((plane) =>
    realParts(transform, impulseOf(map, transform, plane)).map((power) => Math.sqrt(Math.max(0, power))),
  );
  const precision = PAIRS.map(([i, j], entry) => {
    const mean = transferSpectrum(
      transform,
      blockMean((index) => entries[6 * index + entry]),
    );
    return realParts(transform, mean).map((value, k) => value * gains[i][k] * gains[j][k]);
  });
  const spectra = gains.map(() => transform.createSpectrum());
  const matrices = precision.map(({ length }) => realLike(like, length));
  let known: number | undefined;
  const prepare = (sigma: number): void => {
    if (known === sigma) return;
    known = sigma;
    for (let k = 0; k < matrices[0].length; k++) {
      const [rr, rg, rb, gg, gb, bb] = precision.map((values) => sigma ** 2 * values[k]);
      invert(1 + rr, rg, rb, 1 + gg, gb, 1 + bb).forEach((value, entry) => {
        matrices[entry][k] = value;
      });
    }
  };
  return (v, sigma, out) => {
    prepare(sigma);
    const plane = (of: Real, c: number): Real => of.subarray(c * pixels, (c + 1) * pixels);
    spectra.forEach((spectrum, c) => {
      transform.forward(plane(v, c), spectrum);
    });
    mix(spectra, matrices, transform.simdSize);
    spectra.forEach((spectrum, c) => {
      transform.inverse(spectrum, plane(out, c));
    });
  };
}

/** Rows and columns of a symmetric 3x3 matrix's six entries. */
const PAIRS: readonly (readonly [number, number])[] = [
  [0, 0],
  [0, 1],
  [0, 2],
  [1, 1],
  [1, 2],
  [2, 2],
];

/** Multiplies three spectra by a symmetric matrix at each frequency, in place. */
function mix(spectra: readonly Real[], matrices: readonly Real[], simdSize: number): void {
  const [red, green, blue] = spectra;
  const [rr, rg, rb, gg, gb, bb] = matrices;
  for (let block = 0, first = 0; block < red.length; block += 2 * simdSize, first += simdSize) {
    for (let i = block; i < block + 2 * simdSize; i++) {
      const k = first + ((i - block) % simdSize);
      const [r, g, b] = [red[i], green[i], blue[i]];
      red[i] = rr[k] * r + rg[k] * g + rb[k] * b;
      green[i] = rg[k] * r + gg[k] * g + gb[k] * b;
      blue[i] = rb[k] * r + gb[k] * g + bb[k] * b;
    }
  }
}
