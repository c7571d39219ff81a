import type { VectorKernels } from '../kernels/vector-kernels';
import type { Workspace } from '../kernels/workspace';
import type { Real } from '../model/forward-model';
import type { Fft2, SpectrumEdit } from './fft2';

/** An edit by kernels, on a copy of each run beside what it is edited with (pffft's memory is its own). */
export type VectorEdit = (
  operands: readonly Real[],
  edit: (kernels: VectorKernels, run: Real, start: number) => void,
) => SpectrumEdit | undefined;

/**
 * What makes edits by kernels: for operands of the workspace, where the transform's blocks are those of the kernels;
 * otherwise undefined.
 */
export function vectorEdits({ lanes, height }: Fft2, workspace: Workspace): VectorEdit {
  const column = lanes === 4 ? workspace.room(2 * height) : undefined;
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

/** `values` in the workspace, where they are Float32. */
export function inWorkspace(workspace: Workspace, values: Real): Real {
  return values instanceof Float32Array ? workspace.copy(values) : values;
}
