import { type EngineProcess, engineProcess } from '../transport/engine-process';
import type { ProcessKind } from '../transport/entry';
import { startProcess } from '../transport/start';
import { type ComputeTable, computeTable } from './compute-table';
import { type ImagingTable, imagingTable } from './imaging-table';

/** The requests that each kind of process answers. */
export interface Tables {
  readonly compute: ComputeTable;
  readonly imaging: ImagingTable;
}

export interface SpawnOptions {
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Milliseconds that a cancelled request may take before its process is killed. */
  readonly graceMs?: number;
}

/** On Linux, a separate malloc arena for each computing thread would hold 90 MB more. */
const ONE_HEAP = { MALLOC_ARENA_MAX: '1' };

const starters: { readonly [Kind in ProcessKind]: (options: SpawnOptions) => EngineProcess<Tables[Kind]> } = {
  compute: ({ env, ...rest }) =>
    engineProcess(computeTable, startProcess('compute', { ...ONE_HEAP, ...env }), {
      title: 'The process that restores',
      ...rest,
    }),
  imaging: ({ env, ...rest }) =>
    engineProcess(imagingTable, startProcess('imaging', env), {
      title: 'The process that reads and writes photos',
      worksOn: 'pictures',
      ...rest,
    }),
};

/** Creates an engine process. It starts at its first request, and the caller must stop it. */
export function spawnEngine<Kind extends ProcessKind>(
  kind: Kind,
  options: SpawnOptions = {},
): EngineProcess<Tables[Kind]> {
  return starters[kind](options);
}
