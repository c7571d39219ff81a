import type { PointSpreadFunction } from './point-spread';

/**
 * |K|^2 of a point spread function on the grid of frequencies (i / width, j / height) cycles per pixel, i = 0 ..
 * width - 1, row after row, in float64. With a fixed grid, averages depend on the kernel alone and not on the region
 * that is restored.
 */
export function transferPowerGrid(psf: PointSpreadFunction, width: number, height: number): Float64Array {
  const [cosX, sinX] = turns(width);
  const [cosY, sinY] = turns(height);
  const left = (psf.width - 1) / 2;
  const top = (psf.height - 1) / 2;
  // Rows first, then columns: the exponentials are separable, even though the kernel isn't.
  const rowsRe = new Float64Array(psf.height * width);
  const rowsIm = new Float64Array(psf.height * width);
  for (let row = 0; row < psf.height; row++) {
    for (let i = 0; i < width; i++) {
      let re = 0;
      let im = 0;
      for (let column = 0; column < psf.width; column++) {
        const value = psf.data[row * psf.width + column];
        const turn = modulo((column - left) * i, width);
        re += value * cosX[turn];
        im += value * sinX[turn];
      }
      rowsRe[row * width + i] = re;
      rowsIm[row * width + i] = im;
    }
  }
  const power = new Float64Array(width * height);
  const re = new Float64Array(width);
  const im = new Float64Array(width);
  for (let j = 0; j < height; j++) {
    re.fill(0);
    im.fill(0);
    for (let row = 0; row < psf.height; row++) {
      const turn = modulo((row - top) * j, height);
      const cos = cosY[turn];
      const sin = sinY[turn];
      for (let i = 0, k = row * width; i < width; i++, k++) {
        re[i] += rowsRe[k] * cos - rowsIm[k] * sin;
        im[i] += rowsRe[k] * sin + rowsIm[k] * cos;
      }
    }
    for (let i = 0; i < width; i++) power[j * width + i] = re[i] ** 2 + im[i] ** 2;
  }
  return power;
}

/** exp(-2 pi i k / size) for k = 0 .. size - 1, as cosines and sines. */
function turns(size: number): [Float64Array, Float64Array] {
  const angle = (_: unknown, k: number): number => (-2 * Math.PI * k) / size;
  return [
    Float64Array.from({ length: size }, (_, k) => Math.cos(angle(_, k))),
    Float64Array.from({ length: size }, (_, k) => Math.sin(angle(_, k))),
  ];
}

function modulo(value: number, length: number): number {
  return ((value % length) + length) % length;
}
