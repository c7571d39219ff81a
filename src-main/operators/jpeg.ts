import type { JpegTables } from '../contract/jpeg-tables';
import { forward8x8, inverse8x8 } from './dct';
import { baseGeometry, JPEG_FLAG, SPECTRUM_ANGLES, SPECTRUM_OFFSET, SPECTRUM_RADII } from './geometry';
import { type JpegSpectrum, jpegSpectrum, roundingStd, roundingVariances } from './jpeg-spectrum';
import { assertLength, type ForwardModel, type Real, type Shape } from './model';
import { assertColour } from './noise-level';
import { copyInto } from './pixelwise';

export interface JpegOptions {
  /** Three planes. */
  readonly shape: Shape;
  readonly tables: JpegTables;
  /** Where in the file's pixels the picture's first sample lies; only its place in the 8x8 grid matters. */
  readonly gridOffset?: { readonly x: number; readonly y: number };
}

/**
 * A JPEG as a measurement of every pixel whose noise is the rounding of its coefficients: A = I,
 * N = diag(q^2/12) in the 8x8 cosine basis of YCbCr. Rounding is neither Gaussian nor independent of the picture; the
 * pivot is only what a network is asked to regress from. Blocks cut by the picture's edge take the missing
 * residuals from the nearest pixel. Throws RangeError for tables that aren't 64 positive steps.
 */
export function jpeg(options: JpegOptions): ForwardModel {
  const { shape, tables, gridOffset } = options;
  assertColour(shape);
  const variances = roundingVariances(tables);
  const sigmaY = roundingStd(tables.quantisation[0][0]);
  const left = -modulo8(gridOffset?.x ?? 0);
  const top = -modulo8(gridOffset?.y ?? 0);
  let last: JpegSpectrum | undefined;
  const spectrum = (sigma: number): JpegSpectrum => {
    if (last?.sigma !== sigma) last = jpegSpectrum(variances, sigma);
    return last;
  };

  const model: ForwardModel = {
    name: 'jpeg',
    domain: shape,
    range: shape,
    sigmaY,
    whiteNoise: false,
    forward: copyInto,
    adjoint: copyInto,
    std: (sigma) => ({ luma: spectrum(sigma).luma, chroma: spectrum(sigma).chroma }),
    geometry: (sigma) => {
      const geometry = baseGeometry(sigma, sigmaY);
      describeSpectrum(spectrum(sigma), geometry);
      return geometry;
    },
    observe: (y) => {
      assertLength(y, shape, 'the measurement');
      return {
        model,
        y,
        pivot: (x, sigma, out) => filterBlocks(x, y, shape, left, top, spectrum(sigma).gains, out),
        anchor: (out) => copyInto(y, out),
      };
    },
  };
  return model;
}

function modulo8(offset: number): number {
  if (!Number.isInteger(offset)) throw new RangeError(`JPEG grid offset ${offset} is not a whole number`);
  return ((offset % 8) + 8) % 8;
}

/** The contract's 28 spectrum entries and its flag, from the luma's standard deviation at the nearest index. */
function describeSpectrum(spectrum: JpegSpectrum, geometry: Float32Array): void {
  SPECTRUM_ANGLES.forEach((degrees, row) => {
    const angle = (degrees * Math.PI) / 180;
    SPECTRUM_RADII.forEach((radius, column) => {
      const v = Math.min(7, Math.round(16 * radius * Math.abs(Math.sin(angle))));
      const u = Math.min(7, Math.round(16 * radius * Math.abs(Math.cos(angle))));
      const entry = SPECTRUM_OFFSET + row * SPECTRUM_RADII.length + column;
      geometry[entry] = Math.log(spectrum.lumaStd[v * 8 + u] / spectrum.luma) / 4;
    });
  });
  geometry[JPEG_FLAG] = 1;
}

/** Coefficients of one block, plane after plane. One for all pictures: it holds nothing between blocks. */
const block = new Float64Array(3 * 64);

/** out = x + C' G C (y - x), C the blockwise cosine transform, G the 3x3 gain of each index. */
function filterBlocks(
  x: Real,
  y: Real,
  shape: Shape,
  left: number,
  top: number,
  gains: Float64Array,
  out: Real,
): void {
  const { width, height } = shape;
  const plane = width * height;
  for (let blockY = top; blockY < height; blockY += 8) {
    for (let blockX = left; blockX < width; blockX += 8) {
      const whole = blockX >= 0 && blockY >= 0 && blockX + 8 <= width && blockY + 8 <= height;
      for (let channel = 0; channel < 3; channel++) {
        if (whole) gather(x, y, channel * plane + blockY * width + blockX, width, channel * 64);
        else gatherCut(x, y, channel * plane, width, height, blockX, blockY, channel * 64);
        forward8x8(block, channel * 64);
      }
      applyGains(gains);
      for (let channel = 0; channel < 3; channel++) {
        inverse8x8(block, channel * 64);
        if (whole) scatter(x, out, channel * plane + blockY * width + blockX, width, channel * 64);
        else scatterCut(x, out, channel * plane, width, height, blockX, blockY, channel * 64);
      }
    }
  }
}

/** The transforms' scale factors cancel but for 1/64 (see dct.ts). */
function applyGains(gains: Float64Array): void {
  for (let i = 0, g = 0; i < 64; i++, g += 6) {
    const red = block[i] / 64;
    const green = block[i + 64] / 64;
    const blue = block[i + 128] / 64;
    block[i] = gains[g] * red + gains[g + 1] * green + gains[g + 2] * blue;
    block[i + 64] = gains[g + 1] * red + gains[g + 3] * green + gains[g + 4] * blue;
    block[i + 128] = gains[g + 2] * red + gains[g + 4] * green + gains[g + 5] * blue;
  }
}

function gather(x: Real, y: Real, start: number, width: number, offset: number): void {
  for (let row = 0, i = start, j = offset; row < 8; row++, i += width, j += 8) {
    for (let k = 0; k < 8; k++) block[j + k] = y[i + k] - x[i + k];
  }
}

function scatter(x: Real, out: Real, start: number, width: number, offset: number): void {
  for (let row = 0, i = start, j = offset; row < 8; row++, i += width, j += 8) {
    for (let k = 0; k < 8; k++) out[i + k] = x[i + k] + block[j + k];
  }
}

/** Like gather, but with the nearest pixel's residual where the block lies outside. */
function gatherCut(
  x: Real,
  y: Real,
  start: number,
  width: number,
  height: number,
  blockX: number,
  blockY: number,
  offset: number,
): void {
  for (let k = 0; k < 64; k++) {
    const column = Math.min(width - 1, Math.max(0, blockX + (k & 7)));
    const row = Math.min(height - 1, Math.max(0, blockY + (k >> 3)));
    const i = start + row * width + column;
    block[offset + k] = y[i] - x[i];
  }
}

/** Like scatter, for the pixels of the block that exist. */
function scatterCut(
  x: Real,
  out: Real,
  start: number,
  width: number,
  height: number,
  blockX: number,
  blockY: number,
  offset: number,
): void {
  for (let k = 0; k < 64; k++) {
    const column = blockX + (k & 7);
    const row = blockY + (k >> 3);
    if (column < 0 || row < 0 || column >= width || row >= height) continue;
    const i = start + row * width + column;
    out[i] = x[i] + block[offset + k];
  }
}
