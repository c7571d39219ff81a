import type { Workspace } from '../kernels/workspace';
import type { Real } from '../model/forward-model';

/**
 * Changes a run of a spectrum in place. `values[offset .. offset + length)` are the spectrum's numbers
 * `start .. start + length`, in the transform's own layout: blocks of `2 * simdSize` numbers, `simdSize` real parts
 * followed by their `simdSize` imaginary parts. Runs are whole blocks, at most 2 * height numbers of a transform with
 * vector kernels, and each number is visited once.
 */
export type SpectrumEdit = (values: Real, offset: number, start: number, length: number) => void;

/**
 * The two-dimensional discrete Fourier transform of one real plane, X(u, v) = sum x(i, j)
 * exp(-2 pi i (u i / width + v j / height)), of one fixed size.
 *
 * The order of frequencies inside a spectrum depends on the implementation, because sorting them costs time and no
 * filter needs it: the factors of a spectrum come from the same transform. A spectrum contains each frequency of the
 * half plane at least once; those on its edge may appear twice, as conjugates.
 */
export interface Fft2 {
  readonly width: number;
  readonly height: number;
  /** Real parts in a block of a spectrum, and as many imaginary parts (see SpectrumEdit): pffft's SIMD size. */
  readonly simdSize: number;
  /** An array for one spectrum in this transform's precision. */
  createSpectrum(workspace?: Workspace): Real;
  /** spectrum = F plane; `plane` has width * height samples. */
  forward(plane: Real, spectrum: Real): void;
  /** plane = F^-1 spectrum, scaled so that it undoes `forward`. */
  inverse(spectrum: Real, plane: Real): void;
  /**
   * out = width * height * F^-1 edit(F plane), with each run of the spectrum still in the cache when it is edited.
   * The edit's gains are the cheapest place for the factor 1 / (width * height). `out` may be `plane`.
   */
  filter(plane: Real, edit: SpectrumEdit, out: Real): void;
}

/** Creates the transform of a size. Throws a RangeError if the size isn't supported. */
export type Fft2Factory = (width: number, height: number) => Fft2;
