import type { VectorKernels } from '../kernels/vector-kernels';
import { kernelsFor, roomBeside } from '../kernels/vector-space';
import type { Real } from '../model/forward-model';
import type { Fft2, SpectrumEdit } from './fft2';

/** An edit by kernels, on a copy of each run beside what it is edited with (pffft's memory is its own). */
export type VectorEdit = (
  operands: readonly Real[],
  edit: (kernels: VectorKernels, run: Real, start: number) => void,
) => SpectrumEdit | undefined;

/**
 * What makes edits by kernels: for operands in the vector space of `like`, where the transform's blocks are those of
 * the kernels; otherwise undefined.
 */
export function vectorEdits({ lanes, height }: Fft2, like: Real): VectorEdit {
  const column = lanes === 4 ? roomBeside(like, 2 * height) : undefined;
  return (operands, edit) => {
    const kernels = column && kernelsFor(column, ...operands);
    if (!kernels) return undefined;
    return (values, offset, start, length) => {
      const run = length === column.length ? column : column.subarray(0, length);
      run.set(values.subarray(offset, offset + length));
      edit(kernels, run, start);
      values.set(run, offset);
    };
  };
}

/** `values`, copied into the vector space of `like` where there is one. */
export function besideOf(like: Real, values: Real): Real {
  const copy = values instanceof Float32Array ? roomBeside(like, values.length) : undefined;
  copy?.set(values);
  return copy ?? values;
}
