import { type ComputeTable, computeTable } from '../compute-table';
import { childProcessFactory } from '../transport/child-process';
import { type EngineProcess, engineProcess } from '../transport/engine-process';
import { engineEntry, type ProcessKind } from './entry';
import { type ImagingTable, imagingTable } from './imaging-table';

/** The requests that each kind of process answers. */
export interface Tables {
  readonly compute: ComputeTable;
  readonly imaging: ImagingTable;
}

export interface SpawnOptions {
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** How long a cancelled request may take before its process is killed, in milliseconds. */
  readonly graceMs?: number;
}

const starters: { readonly [Kind in ProcessKind]: (options: SpawnOptions) => EngineProcess<Tables[Kind]> } = {
  compute: ({ env, ...rest }) =>
    engineProcess(computeTable, childProcessFactory(engineEntry('compute'), { env }), {
      title: 'The process that restores',
      ...rest,
    }),
  imaging: ({ env, ...rest }) =>
    engineProcess(imagingTable, childProcessFactory(engineEntry('imaging'), { env }), {
      title: 'The process that reads and writes photos',
      ...rest,
    }),
};

/** An engine process under plain Node; it starts with its first request and must be stopped. */
export function spawnEngine<Kind extends ProcessKind>(
  kind: Kind,
  options: SpawnOptions = {},
): EngineProcess<Tables[Kind]> {
  return starters[kind](options);
}
