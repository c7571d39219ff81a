import type { VectorKernels } from '../kernels/vector-kernels';
import type { Workspace } from '../kernels/workspace';
import type { Real } from '../model/forward-model';
import type { Fft2, SpectrumEdit } from './fft2';

/** Creates an edit by kernels. It works on a copy of each run in the workspace, because pffft has its own memory. */
export type VectorEdit = (
  operands: readonly Real[],
  edit: (kernels: VectorKernels, run: Real, start: number) => void,
) => SpectrumEdit | undefined;

/**
 * Creates edits by kernels, if the operands are in the workspace and the transform's blocks are those of the kernels;
 * otherwise they are undefined.
 */
export function vectorEdits({ simdSize, height }: Fft2, workspace: Workspace): VectorEdit {
  const column = simdSize === 4 ? workspace.room(2 * height) : undefined;
  return (operands, edit) => {
    const kernels = column && workspace.kernelsFor(column, ...operands);
    if (!kernels) return undefined;
    return (values, offset, start, length) => {
      const run = length === column.length ? column : column.subarray(0, length);
      run.set(values.subarray(offset, offset + length));
      edit(kernels, run, start);
      values.set(run, offset);
    };
  };
}

/** A copy of `values` in the workspace if they are Float32, otherwise `values`. */
export function inWorkspace(workspace: Workspace, values: Real): Real {
  return values instanceof Float32Array ? workspace.copy(values) : values;
}
