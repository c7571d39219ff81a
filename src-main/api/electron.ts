import { z } from '../contract/schema';
import { engineEntry } from '../transport/entry';
import { startProcessesWith } from '../transport/start';
import { type UtilityProcesses, utilityProcessFactory } from '../transport/utility-process';

/** Electron's `utilityProcess`, given by the program that uses the package. */
export const utilityProcesses = z.custom<UtilityProcesses>(
  (value) => typeof value === 'object' && value !== null && 'fork' in value,
);

/** From now on all engines of this program start their processes as Electron utility processes. */
export function startInElectron(given: UtilityProcesses): void {
  startProcessesWith((kind, env) =>
    utilityProcessFactory(given, engineEntry(kind), { name: `Daguerre ${kind}`, env }),
  );
}
