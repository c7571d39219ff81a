import { z } from '../contract/schema';
import type { ChannelFactory } from './channel';
import { childProcessFactory, commandFactory } from './child-process';
import { engineEntry, type ProcessKind } from './entry';

/** Starts engine processes of a kind, with `env` added to the environment. */
export type Starter = (kind: ProcessKind, env?: Readonly<Record<string, string>>) => ChannelFactory;

/** The argument that makes the packaged program run as an engine process: `--engine-process=compute`. */
export const ENGINE_ARGUMENT = '--engine-process=';

/**
 * The environment variable with the command (as JSON) that starts this program. It is set in utility processes of
 * Electron, which can't fork themselves when they need another engine process to try a graphics card.
 */
export const PROGRAM_VARIABLE = 'DAGUERRE_PROGRAM';

const withNode: Starter = (kind, env) => {
  const inElectron = 'electron' in process.versions;
  const program = inElectron ? process.env[PROGRAM_VARIABLE] : undefined;
  // In another program's Electron, a fork would open that program again.
  if (program === undefined)
    return childProcessFactory(engineEntry(kind), {
      env: { ...env, ...(inElectron && { ELECTRON_RUN_AS_NODE: '1' }) },
    });
  const command = z.array(z.string()).min(1).parse(JSON.parse(program));
  return commandFactory([...command, `${ENGINE_ARGUMENT}${kind}`], { env });
};

let starter = withNode;

/** Replaces how this program starts its engine processes: in Electron, as utility processes. */
export function startProcessesWith(other: Starter): void {
  starter = other;
}

/** Opens channels to new processes of a kind. */
export function startProcess(kind: ProcessKind, env?: Readonly<Record<string, string>>): ChannelFactory {
  return starter(kind, env);
}
