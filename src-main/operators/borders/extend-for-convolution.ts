import type { Extent } from '../../contract/geometry';
import type { PointSpreadFunction } from '../convolution/point-spread';
import { fastLength, HEIGHT_MULTIPLE, WIDTH_MULTIPLE } from '../fourier/fast-length';
import { ORDINARY } from '../kernels/workspace';
import { assertLength, type Real, type Shape } from '../model/forward-model';

/** Margin in addition to the kernel's reach on every side: the deconvolution's reach, and space for the two ends to meet. */
const EXTRA_MARGIN = 32;
/** Offsets are multiples of this, so that the network sees the photo at the same phase as without a margin. */
const ALIGNMENT = 16;

/** A photo in the middle of larger planes that wrap around smoothly. */
export interface ExtendedPlanes {
  readonly data: Real;
  readonly shape: Shape;
  /** Position of the photo's first sample; multiples of 16. */
  readonly offsetX: number;
  readonly offsetY: number;
}

/**
 * Extends a measurement, which isn't circular, to a size with a fast transform, so that a circular convolution can
 * represent its blur. Along each axis the margin on both sides is at least the kernel's reach + 32. On the circle
 * there is one gap, between the photo's end and its beginning: it holds the mirror image of the end (edge sample
 * repeated), then a smooth cross-fade, then the mirror image of the beginning. Within the kernel's reach of the photo
 * it is a pure mirror image. The photo itself is copied unchanged.
 *
 * Sides are `multiples` times 2^a 3^b 5^c; an operator that also decimates by k passes k times the default. Throws a
 * RangeError if `y` doesn't have the shape's length.
 */
export function extendForConvolution(
  y: Real,
  shape: Shape,
  psf: Pick<PointSpreadFunction, 'width' | 'height'>,
  multiples: Extent = {
    width: WIDTH_MULTIPLE,
    height: HEIGHT_MULTIPLE,
  },
  workspace = ORDINARY,
): ExtendedPlanes {
  assertLength(y, shape, 'the measurement');
  const across = axis(shape.width, (psf.width - 1) / 2, multiples.width);
  const down = axis(shape.height, (psf.height - 1) / 2, multiples.height);
  const extended: Shape = { width: across.length, height: down.length, channels: shape.channels };
  const samples = across.length * down.length * shape.channels;
  const data = y instanceof Float64Array ? new Float64Array(samples) : workspace.room(samples);
  const right = across.offset + shape.width;
  let to = 0;
  for (let plane = 0; plane < y.length; plane += shape.width * shape.height) {
    for (let row = 0; row < down.length; row++, to += across.length) {
      const top = plane + down.near[row] * shape.width;
      const bottom = plane + down.far[row] * shape.width;
      const fadeY = down.fade[row];
      const fill = (from: number, end: number): void => {
        for (let column = from; column < end; column++) {
          const near = across.near[column];
          const far = across.far[column];
          const fadeX = across.fade[column];
          const upper = mix(y[top + near], y[top + far], fadeX);
          data[to + column] =
            fadeY === 0 ? upper : mix(upper, mix(y[bottom + near], y[bottom + far], fadeX), fadeY);
        }
      };
      if (fadeY > 0) {
        fill(0, across.length);
        continue;
      }
      // Most of it is the photo itself.
      fill(0, across.offset);
      data.set(y.subarray(top, top + shape.width), to + across.offset);
      fill(right, across.length);
    }
  }
  return { data, shape: extended, offsetX: across.offset, offsetY: down.offset };
}

/** How extendForConvolution extends `samples` samples along one axis: the new length, and the number of samples before. */
export function extendedAxis(
  samples: number,
  reach: number,
  multiple: number,
): { readonly length: number; readonly offset: number } {
  const offset = Math.ceil((reach + EXTRA_MARGIN) / ALIGNMENT) * ALIGNMENT;
  return { length: fastLength(samples + 2 * offset, multiple), offset };
}

/** Along one axis: sample i is `near[i]` of the photo faded by `fade[i]` into `far[i]`. */
interface Axis {
  readonly length: number;
  readonly offset: number;
  readonly near: Int32Array;
  readonly far: Int32Array;
  readonly fade: Float64Array;
}

function axis(samples: number, reach: number, multiple: number): Axis {
  const { length, offset: margin } = extendedAxis(samples, reach, multiple);
  const near = new Int32Array(length);
  const far = new Int32Array(length);
  const fade = new Float64Array(length);
  const gap = length - samples;
  for (let i = 0; i < length; i++) {
    // Distance from the photo's first sample, counted to the right around the circle.
    const position = (i - margin + length) % length;
    near[i] = mirrored(position, samples);
    far[i] = mirrored(position - length, samples);
    const beyond = position - samples;
    if (beyond < 0) continue;
    const t = Math.min(1, Math.max(0, (beyond + 0.5 - reach) / (gap - 2 * reach)));
    fade[i] = t * t * (3 - 2 * t);
  }
  return { length, offset: margin, near, far, fade };
}

/** The index of the sample at position `i` of a photo that is mirrored at its edges repeatedly. */
function mirrored(i: number, samples: number): number {
  const period = 2 * samples;
  const phase = ((i % period) + period) % period;
  return phase < samples ? phase : period - 1 - phase;
}

/** Exactly `a` at 0 and exactly `b` at 1. */
function mix(a: number, b: number, fade: number): number {
  return (1 - fade) * a + fade * b;
}
