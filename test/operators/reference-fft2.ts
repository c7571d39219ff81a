import FFT from 'fft.js';
import type { Fft2, SpectrumEdit } from '../../src-main/operators/fourier/fft2';
import type { Real } from '../../src-main/operators/model/forward-model';

/** A one-dimensional transform of interleaved complex numbers; the backward one is unscaled. */
type Transform = (data: Float64Array, backward: boolean) => Float64Array;

/** fft.js where the length is a power of two, else the definition itself. */
function transformOf(length: number): Transform {
  if (length > 1 && (length & (length - 1)) === 0) {
    const fft = new FFT(length);
    return (data, backward) => {
      const out = new Float64Array(2 * length);
      if (!backward) fft.transform(out, data);
      else fft.inverseTransform(out, data);
      return backward ? out.map((value) => value * length) : out;
    };
  }
  return (data, backward) => {
    const out = new Float64Array(2 * length);
    for (let k = 0; k < length; k++) {
      for (let i = 0; i < length; i++) {
        const angle = ((backward ? 2 : -2) * Math.PI * ((k * i) % length)) / length;
        out[2 * k] += data[2 * i] * Math.cos(angle) - data[2 * i + 1] * Math.sin(angle);
        out[2 * k + 1] += data[2 * i] * Math.sin(angle) + data[2 * i + 1] * Math.cos(angle);
      }
    }
    return out;
  };
}

/**
 * The float64 reference of the two-dimensional transform, of any size: all width * height frequencies in order,
 * row after row.
 */
export function referenceFft2(width: number, height: number): Fft2 {
  const alongRow = transformOf(width);
  const alongColumn = transformOf(height);
  const both = (data: Float64Array, backward: boolean): Float64Array => {
    const out = new Float64Array(data.length);
    for (let row = 0; row < height; row++) {
      const start = 2 * row * width;
      out.set(alongRow(data.subarray(start, start + 2 * width), backward), start);
    }
    const column = new Float64Array(2 * height);
    for (let i = 0; i < width; i++) {
      for (let row = 0; row < height; row++) {
        column[2 * row] = out[2 * (row * width + i)];
        column[2 * row + 1] = out[2 * (row * width + i) + 1];
      }
      const transformed = alongColumn(column, backward);
      for (let row = 0; row < height; row++) {
        out[2 * (row * width + i)] = transformed[2 * row];
        out[2 * (row * width + i) + 1] = transformed[2 * row + 1];
      }
    }
    return out;
  };
  const spectrumOf = (plane: Real): Float64Array => {
    const data = new Float64Array(2 * width * height);
    for (let i = 0; i < width * height; i++) data[2 * i] = plane[i];
    return both(data, false);
  };
  const planeOf = (spectrum: Real, scale: number, plane: Real): void => {
    const data = both(Float64Array.from(spectrum), true);
    for (let i = 0; i < width * height; i++) plane[i] = scale * data[2 * i];
  };
  return {
    width,
    height,
    simdSize: 1,
    createSpectrum: () => new Float64Array(2 * width * height),
    forward: (plane, spectrum) => spectrum.set(spectrumOf(plane)),
    inverse: (spectrum, plane) => planeOf(spectrum, 1 / (width * height), plane),
    filter(plane: Real, edit: SpectrumEdit, out: Real) {
      const spectrum = spectrumOf(plane);
      edit(spectrum, 0, 0, spectrum.length);
      planeOf(spectrum, 1, out);
    },
  };
}
