import type { Fft2 } from '../../../src-main/operators/fourier/fft2';

/** The frequency (u / width, v / height) of each complex number of a spectrum, in the spectrum's order. */
export interface FrequencyOrder {
  readonly u: Int32Array;
  readonly v: Int32Array;
}

/**
 * Finds out in which order a transform keeps its frequencies, by transforming one point: a point at x = 1 has the
 * spectrum exp(-2 pi i u / width), and its phase tells u.
 */
export function frequencyOrder(fft: Fft2): FrequencyOrder {
  return { u: phases(fft, 1, fft.width), v: phases(fft, fft.width, fft.height) };
}

function phases(fft: Fft2, point: number, length: number): Int32Array {
  const spectrum = fft.createSpectrum();
  const order = new Int32Array(spectrum.length / 2);
  if (length === 1) return order;
  const plane = new Float64Array(fft.width * fft.height);
  plane[point] = 1;
  fft.forward(plane, spectrum);
  let next = 0;
  for (let block = 0; block < spectrum.length; block += 2 * fft.simdSize) {
    for (let i = block; i < block + fft.simdSize; i++) {
      const turn = -Math.atan2(spectrum[i + fft.simdSize], spectrum[i]) / (2 * Math.PI);
      order[next++] = (Math.round(turn * length) + length) % length;
    }
  }
  return order;
}
