import type { PointSpreadFunction } from '../convolution/point-spread';
import type { Real } from '../model/forward-model';
import type { Fft2, SpectrumEdit } from './fft2';

/** The spectrum of circular convolution with `psf` on the transform's grid, in the transform's layout. */
export function transferSpectrum(fft: Fft2, psf: PointSpreadFunction): Real {
  const spectrum = fft.createSpectrum();
  const plane =
    spectrum instanceof Float64Array
      ? new Float64Array(fft.width * fft.height)
      : new Float32Array(fft.width * fft.height);
  const left = (psf.width - 1) / 2;
  const top = (psf.height - 1) / 2;
  for (let row = 0; row < psf.height; row++) {
    const y = modulo(row - top, fft.height);
    for (let column = 0; column < psf.width; column++) {
      // += because a kernel wider than the grid overlaps itself.
      plane[y * fft.width + modulo(column - left, fft.width)] += psf.data[row * psf.width + column];
    }
  }
  fft.forward(plane, spectrum);
  return spectrum;
}

/** |X|^2 of each complex number of a spectrum, in the same order: half as many numbers. */
export function powerOf(spectrum: Real, simdSize: number, out: Real): void {
  let next = 0;
  for (let block = 0; block < spectrum.length; block += 2 * simdSize) {
    for (let i = block; i < block + simdSize; i++) {
      out[next++] = spectrum[i] ** 2 + spectrum[i + simdSize] ** 2;
    }
  }
}

/** The edit values *= scale * factor, or values *= scale * conj(factor). */
export function multiplyBy(factor: Real, simdSize: number, conjugate: boolean, scale: number): SpectrumEdit {
  const scaleIm = conjugate ? -scale : scale;
  return (values, offset, start, length) => {
    for (let block = 0; block < length; block += 2 * simdSize) {
      let k = start + block;
      const end = offset + block + simdSize;
      for (let i = offset + block; i < end; i++, k++) {
        const re = values[i];
        const im = values[i + simdSize];
        const factorRe = scale * factor[k];
        const factorIm = scaleIm * factor[k + simdSize];
        values[i] = re * factorRe - im * factorIm;
        values[i + simdSize] = re * factorIm + im * factorRe;
      }
    }
  };
}

/** The edit values *= gains; `gains` has one number for each complex one. */
export function multiplyByGains(gains: Real, simdSize: number): SpectrumEdit {
  return (values, offset, start, length) => {
    let next = start / 2;
    for (let block = offset; block < offset + length; block += 2 * simdSize) {
      for (let i = block; i < block + simdSize; i++) {
        values[i] *= gains[next];
        values[i + simdSize] *= gains[next++];
      }
    }
  };
}

/** The edit values *= scale / (power + ratio); `power` has one number for each complex one. */
export function divideBy(power: Real, simdSize: number, ratio: number, scale: number): SpectrumEdit {
  return (values, offset, start, length) => {
    let next = start / 2;
    for (let block = offset; block < offset + length; block += 2 * simdSize) {
      for (let i = block; i < block + simdSize; i++) {
        const gain = scale / (power[next++] + ratio);
        values[i] *= gain;
        values[i + simdSize] *= gain;
      }
    }
  };
}

function modulo(value: number, length: number): number {
  return ((value % length) + length) % length;
}
