import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Mutex } from '../contract/mutex';
import { onWorkingFiles } from '../imaging/working-files';
import type { Engine } from '../jobs/engine';
import type { EngineProcess } from '../transport/engine-process';
import type { RequestTable } from '../transport/requests';
import { SharedWork } from './alone';

/** An engine that shares its processes with other slots. */
export interface SlotEngine extends Engine {
  /** Shared by all slots; each runs its work on a photo through it. */
  readonly shared: SharedWork;
}

/**
 * Creates engines that share one pair of processes and work on one photo each: while the network runs for one photo,
 * the next is decoded and the last encoded. The network runs for one photo at a time, so memory is that of one
 * restoration.
 */
export async function overlappingEngines(engine: Engine, count: number): Promise<SlotEngine[]> {
  const turns = new Mutex();
  const compute = inTurn(engine.compute, turns);
  const shared = new SharedWork();
  const engines: SlotEngine[] = [];
  for (let slot = 0; slot < count; slot++) {
    const workspace = join(engine.workspace, `slot-${slot}`);
    await onWorkingFiles(() => mkdir(workspace, { recursive: true }));
    engines.push({ compute, imaging: engine.imaging, workspace, shared });
  }
  return engines;
}

function inTurn<Table extends RequestTable>(
  process: EngineProcess<Table>,
  turns: Mutex,
): EngineProcess<Table> {
  return {
    request: (name, payload, options) =>
      turns.run(() => process.request(name, payload, options), options?.signal),
    stop: () => process.stop(),
    onExit: (listener) => process.onExit(listener),
    get pid() {
      return process.pid;
    },
  };
}
