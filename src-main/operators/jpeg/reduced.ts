import { luminance } from '../colorize/model';
import { thinPlate } from '../filling/thin-plate';
import type { Workspace } from '../kernels/workspace';
import {
  assertLength,
  type ForwardModel,
  type Real,
  realLike,
  type Shape,
  type StdMap,
  sizeOf,
} from '../model/forward-model';
import { ANCHOR_SIGMA, baseGeometry } from '../model/geometry';
import { chain, maskMap } from '../model/linear-map';
import { LUMA_NORM2 } from '../model/luma';
import { assertColour } from '../model/noise-level';
import { observedGain, twoValued } from '../model/pixelwise';
import { nominalStd, type RoundedOptions, roundedPicture } from '../rounding/rounded-picture';
import { blockMean, repeatBlocks } from '../upscale/model';

/** Up to this level only detail is undecided; the noise of block means is then that of the rounding at this level. */
const DETAIL = 0.5;
/** The strongest white noise in training together with block means. */
const LOUDEST = 0.3;

export interface ReducedJpegOptions extends Omit<RoundedOptions, 'shape'> {
  /** Extent of the picture before its reduction: three planes. Mask and grid are those of the reduced picture, the file. */
  readonly shape: Shape;
  /** Side k of the averaged blocks; 1 if nothing was averaged. */
  readonly factor: number;
  /** Only the luminance was kept. */
  readonly grey: boolean;
  readonly workspace?: Workspace;
}

/**
 * A JPEG of a picture's block means, of its luminance, or of the luminance of its block means. These reductions A have
 * A A' = a I (a = 1/k^2, |w|^2 or their product), so that A x_t is the reduced picture in white noise of level
 * sqrt(a) s and mu* = x + A'/a (mu*_JPEG(A x, y; sqrt(a) s) - A x): the closed forms of the JPEG, masks included.
 * Sigma* is s^2 across the reduction and A' Sigma*_JPEG A / a^2 along it. Throws RangeError as blockMean and jpeg do.
 */
export function reducedJpeg(options: ReducedJpegOptions): ForwardModel {
  const { shape, factor, grey, measured, noise = 0, workspace } = options;
  assertColour(shape);
  const sigmaY = nominalStd(options.tables, noise);
  const pooling = factor > 1 ? blockMean({ shape, factor, sigmaY }) : undefined;
  const small = pooling?.range ?? shape;
  const colour = grey ? luminance({ shape: small, sigmaY }) : undefined;
  const range = colour?.range ?? small;
  const kept = measured && maskMap(range, measured);
  const maps = [pooling, colour, kept].filter((map) => map !== undefined);
  const rounded = roundedPicture({ ...options, shape: range });
  const gain = (grey ? LUMA_NORM2 : 1) / factor ** 2;
  const level = (sigma: number): number => Math.sqrt(gain) * sigma;

  const model: ForwardModel = {
    name: 'jpeg',
    domain: shape,
    range,
    sigmaY,
    whiteNoise: false,
    forward: (x, out) => chain(maps, x).forward(x, out),
    adjoint: (y, out) => chain(maps, y).adjoint(y, out),
    std: (sigma) => {
      const { luma, chroma } = rounded.std(level(sigma));
      const detail = sigma ** 2 * (1 - 1 / factor ** 2);
      const plane = (known: number) => stdPlane(Math.sqrt(detail + known ** 2), sigma, options, small);
      return { luma: plane(luma / (grey ? Math.sqrt(LUMA_NORM2) : 1)), chroma: grey ? sigma : plane(chroma) };
    },
    geometry: (sigma) => {
      if (factor > 1) {
        // Adding the file's descriptor to that of block means costs 2 dB; white noise of the same level in detail gains 1 dB.
        const alike = sigma <= DETAIL ? Math.min(LOUDEST, rounded.whiteStd(level(sigma))) : sigmaY;
        return blockMean({ shape, factor, sigmaY: alike }).geometry(sigma);
      }
      // The network was never trained on files without colour: with the file's descriptor it leaves photos grey and speckled.
      return baseGeometry(sigma, sigmaY);
    },
    observe: (y) => {
      assertLength(y, range, 'the measurement');
      const map = chain(maps, y);
      const reduced = realLike(y, y.length, workspace);
      const moved = realLike(y, y.length, workspace);
      const step = realLike(y, sizeOf(shape), workspace);
      return {
        model,
        y,
        pivot: (x, sigma, out) => {
          map.forward(x, reduced);
          rounded.pivot(reduced, y, level(sigma), moved);
          for (let i = 0; i < moved.length; i++) moved[i] = (moved[i] - reduced[i]) / gain;
          map.adjoint(moved, step);
          for (let i = 0; i < out.length; i++) out[i] = x[i] + step[i];
        },
        anchor: (out) => {
          const share = observedGain(ANCHOR_SIGMA, noise);
          for (let i = 0; i < y.length; i++) moved[i] = share * y[i];
          if (measured) thinPlate(moved, measured, range, sigmaY);
          enlarge(moved, range, factor, out);
        },
      };
    },
  };
  return model;
}

/** The std in the large picture: `inside` where the small picture was measured, `outside` where it is hidden. */
function stdPlane(
  inside: number,
  outside: number,
  { measured, factor, shape }: ReducedJpegOptions,
  small: Shape,
): StdMap['luma'] {
  if (!measured) return inside;
  const plane = new Float32Array(shape.width * shape.height);
  repeatBlocks(twoValued(measured, inside, outside), 1, small.width, factor, plane);
  return plane;
}

/** Repeats each sample over its block, and a single plane three times. */
function enlarge(values: Real, from: Shape, factor: number, out: Real): void {
  const length = values.length * factor ** 2;
  repeatBlocks(values, 1, from.width, factor, out);
  for (let start = length; start < out.length; start += length) out.copyWithin(start, 0, length);
}
