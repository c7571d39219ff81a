import { z } from '../contract/schema';
import type { ChannelFactory } from './channel';
import { childProcessFactory, commandFactory } from './child-process';
import { engineEntry, type ProcessKind } from './entry';

/** Starts engine processes of a kind, with `env` added to the environment. */
export type Starter = (kind: ProcessKind, env?: Readonly<Record<string, string>>) => ChannelFactory;

/** Argument that has the packaged program run as an engine process: `--engine-process=compute`. */
export const ENGINE_ARGUMENT = '--engine-process=';

/**
 * Names, in the environment of a process that isn't plain Node, the command (as JSON) that starts the program; an
 * engine process that needs another, for trying a graphics card, can't fork itself there.
 */
export const PROGRAM_VARIABLE = 'DAGUERRE_PROGRAM';

const withNode: Starter = (kind, env) => {
  const program = 'electron' in process.versions ? process.env[PROGRAM_VARIABLE] : undefined;
  if (program === undefined) return childProcessFactory(engineEntry(kind), { env });
  const command = z.array(z.string()).min(1).parse(JSON.parse(program));
  return commandFactory([...command, `${ENGINE_ARGUMENT}${kind}`], { env });
};

let starter = withNode;

/** Has this program start its engine processes another way: as utility processes, where it runs in Electron. */
export function startProcessesWith(other: Starter): void {
  starter = other;
}

/** Channels to fresh processes of a kind. */
export function startProcess(kind: ProcessKind, env?: Readonly<Record<string, string>>): ChannelFactory {
  return starter(kind, env);
}
