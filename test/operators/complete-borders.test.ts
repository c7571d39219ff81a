import { beforeAll, describe, expect, it } from 'vitest';
import { completeBorders } from '../../src-main/operators/complete-borders';
import { convolution } from '../../src-main/operators/convolution';
import { cropExtended, extendForConvolution } from '../../src-main/operators/extend-for-convolution';
import type { Fft2Factory } from '../../src-main/operators/fourier/fft2';
import { loadPffft } from '../../src-main/operators/fourier/pffft';
import type { Real } from '../../src-main/operators/model';
import { gaussianPsf, isMirrorSymmetric, kernelPsf, motionPsf } from '../../src-main/operators/point-spread';

const WIDTH = 96;
const HEIGHT = 80;
const SCENE = { width: 192, height: 192, channels: 3 };
const LEFT = 48;
const TOP = 56;

/** Overlapping discs of fixed random places, sizes and colours ("dead leaves"): edges and flat parts as in photographs. */
function scene(): Float32Array {
  const planes = new Float32Array(3 * SCENE.width * SCENE.height);
  let state = 12345;
  const random = () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state / 2 ** 32;
  };
  for (let leaf = 0; leaf < 250; leaf++) {
    const [x0, y0, radius] = [random() * SCENE.width, random() * SCENE.height, 3 + 25 * random() ** 3];
    // The planes of photographs go together.
    const grey = 1.4 * random() - 0.7;
    const colour = [random(), random(), random()].map((value) => grey + 0.2 * (value - 0.5));
    for (let y = 0; y < SCENE.height; y++) {
      for (let x = 0; x < SCENE.width; x++) {
        if ((x - x0) ** 2 + (y - y0) ** 2 > radius ** 2) continue;
        for (let c = 0; c < 3; c++) planes[(c * SCENE.height + y) * SCENE.width + x] = colour[c];
      }
    }
  }
  return planes;
}

function crop(planes: Real): Float32Array {
  const out = new Float32Array(3 * WIDTH * HEIGHT);
  for (let c = 0; c < 3; c++) {
    for (let y = 0; y < HEIGHT; y++) {
      const start = (c * SCENE.height + TOP + y) * SCENE.width + LEFT;
      out.set(planes.subarray(start, start + WIDTH), (c * HEIGHT + y) * WIDTH);
    }
  }
  return out;
}

/** Mean square difference within 16 pixels of the photo's border. */
function borderError(a: Real, b: Real): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < a.length; i++) {
    const x = i % WIDTH;
    const y = Math.floor(i / WIDTH) % HEIGHT;
    if (Math.min(x, y, WIDTH - 1 - x, HEIGHT - 1 - y) >= 16) continue;
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

  it('leaves what was measured as it is, and makes the border of a deconvolved motion err less by a quarter', () => {
    const psf = motionPsf(11, 30);
    const sigmaY = 0.02;
    const x = scene();
    const blurred = new Float32Array(x.length);
    convolution({ shape: SCENE, psf, sigmaY, fft }).forward(x, blurred);
    const shape = { width: WIDTH, height: HEIGHT, channels: 3 };
    const extended = extendForConvolution(crop(blurred), shape, psf);
    const known = { x: extended.offsetX, y: extended.offsetY, width: WIDTH, height: HEIGHT };
    const deconvolve = (y: Real) => {
      const out = new Float32Array(y.length);
      convolution({ shape: extended.shape, psf, sigmaY, fft }).observe(y).anchor(out);
      return cropExtended(extended, out, WIDTH, HEIGHT);
    };
    const completed = extended.data.slice();
    completeBorders(completed, { shape: extended.shape, known, psf, sigmaY, fft });
    expect(cropExtended(extended, completed, WIDTH, HEIGHT)).toEqual(crop(blurred));
    const truth = crop(x);
    const before = borderError(deconvolve(extended.data), truth);
    const after = borderError(deconvolve(completed), truth);
    expect(after).toBeLessThan(0.75 * before);
  });

  it('is asked of kernels that a mirror changes, and of no others', () => {
    expect(isMirrorSymmetric(gaussianPsf(1.5))).toBe(true);
    expect(isMirrorSymmetric(motionPsf(11, 0))).toBe(true);
    expect(isMirrorSymmetric(motionPsf(11, 90))).toBe(true);
    expect(isMirrorSymmetric(motionPsf(11, 30))).toBe(false);
    expect(isMirrorSymmetric(kernelPsf(3, 1, Float64Array.of(0.5, 0.5, 0)))).toBe(false);
  });
});
