import { beforeAll, describe, expect, it } from 'vitest';
import { completeBorders } from '../../../src-main/operators/borders/complete-borders';
import { extendForConvolution } from '../../../src-main/operators/borders/extend-for-convolution';
import { convolution } from '../../../src-main/operators/convolution/convolution';
import {
  gaussianPsf,
  isMirrorSymmetric,
  kernelPsf,
  motionPsf,
} from '../../../src-main/operators/convolution/point-spread';
import type { Fft2Factory } from '../../../src-main/operators/fourier/fft2';
import { loadPffft } from '../../../src-main/operators/fourier/pffft';
import type { Real } from '../../../src-main/operators/model/forward-model';
import { cropExtended } from './crop-extended';

const LEFT = 48;
const TOP = 56;

interface Extent {
  readonly width: number;
  readonly height: number;
}

/** Some blurred photo all around a crop of it. */
function around({ width, height }: Extent) {
  return { width: width + 2 * LEFT, height: height + 2 * TOP, channels: 3 };
}

/** Overlapping discs of fixed random places, sizes and colours ("dead leaves"): edges and flat parts as in photographs. */
function scene(extent: Extent): Float32Array {
  const { width, height } = around(extent);
  const planes = new Float32Array(3 * width * height);
  let state = 12345;
  const random = () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state / 2 ** 32;
  };
  for (let leaf = 0; leaf < (250 * width * height) / 192 ** 2; leaf++) {
    const [x0, y0, radius] = [random() * width, random() * height, 3 + 25 * random() ** 3];
    // The planes of photographs go together.
    const grey = 1.4 * random() - 0.7;
    const colour = [random(), random(), random()].map((value) => grey + 0.2 * (value - 0.5));
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        if ((x - x0) ** 2 + (y - y0) ** 2 > radius ** 2) continue;
        for (let c = 0; c < 3; c++) planes[(c * height + y) * width + x] = colour[c];
      }
    }
  }
  return planes;
}

function crop(planes: Real, extent: Extent): Float32Array {
  const { width, height } = extent;
  const whole = around(extent);
  const out = new Float32Array(3 * width * height);
  for (let c = 0; c < 3; c++) {
    for (let y = 0; y < height; y++) {
      const start = (c * whole.height + TOP + y) * whole.width + LEFT;
      out.set(planes.subarray(start, start + width), (c * height + y) * width);
    }
  }
  return out;
}

/** Mean square difference within 16 pixels of the photo's border. */
function borderError(a: Real, b: Real, { width, height }: Extent): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < a.length; i++) {
    const x = i % width;
    const y = Math.floor(i / width) % height;
    if (Math.min(x, y, width - 1 - x, height - 1 - y) >= 16) continue;
    sum += (a[i] - b[i]) ** 2;
    count++;
  }
  return sum / count;
}

describe('completing the borders of a blurred photo', () => {
  let fft: Fft2Factory;
  beforeAll(async () => {
    fft = await loadPffft();
  });

  it.each([
    ['a small photo, whole', { width: 96, height: 80 }],
    ['a larger one, strip by strip', { width: 384, height: 320 }],
  ])(
    'keeps what was measured, and reduces the error of a deconvolved motion at the borders by a quarter: %s',
    (_, extent) => {
      const { width, height } = extent;
      const psf = motionPsf(11, 30);
      const sigmaY = 0.02;
      const x = scene(extent);
      const blurred = new Float32Array(x.length);
      convolution({ shape: around(extent), psf, sigmaY, fft }).forward(x, blurred);
      const shape = { ...extent, channels: 3 };
      const extended = extendForConvolution(crop(blurred, extent), shape, psf);
      const known = { x: extended.offsetX, y: extended.offsetY, width, height };
      const deconvolve = (y: Real) => {
        const out = new Float32Array(y.length);
        convolution({ shape: extended.shape, psf, sigmaY, fft }).observe(y).anchor(out);
        return cropExtended(extended, out, width, height);
      };
      const completed = extended.data.slice();
      completeBorders(completed, { shape: extended.shape, known, psf, sigmaY, fft });
      expect(cropExtended(extended, completed, width, height)).toEqual(crop(blurred, extent));
      const truth = crop(x, extent);
      const before = borderError(deconvolve(extended.data), truth, extent);
      const after = borderError(deconvolve(completed), truth, extent);
      expect(after).toBeLessThan(0.75 * before);
    },
  );

  it('is done only for kernels that mirroring changes', () => {
    expect(isMirrorSymmetric(gaussianPsf(1.5))).toBe(true);
    expect(isMirrorSymmetric(motionPsf(11, 0))).toBe(true);
    expect(isMirrorSymmetric(motionPsf(11, 90))).toBe(true);
    expect(isMirrorSymmetric(motionPsf(11, 30))).toBe(false);
    expect(isMirrorSymmetric(kernelPsf(3, 1, Float64Array.of(0.5, 0.5, 0)))).toBe(false);
  });
});
