import { Command, CommanderError } from 'commander';
import { badRequest } from '../contract/errors';
import { degradeCommand } from './degrade';
import { doctorCommand } from './doctor';
import { evaluateCommand } from './evaluate';
import { exitStatus, explain, Interrupted } from './exit';
import { restoreCommand } from './restore';
import { VERSION } from './version';

/** The command line: `npm start -- COMMAND ...`, or `daguerre COMMAND ...` where it is installed. */
async function main(): Promise<void> {
  const interrupt = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.on(name, () => interrupt.abort(new Interrupted()));
  // Whoever read the output may have had enough of it (`... --json | head`).
  process.stdout.on('error', () => {});
  const program = quiet(new Command('daguerre'))
    .description('Restores photographs by sampling the exact posterior of a linear measurement.')
    .version(VERSION)
    .allowExcessArguments()
    .action((_options: unknown, { args: [unknown] }: Command) => {
      if (unknown !== undefined) throw badRequest(`There is no command ${unknown}; --help lists them.`);
      throw badRequest('The window is not part of this version yet; name a command, or --help for the list.');
    });
  const commands = [
    restoreCommand(interrupt.signal),
    degradeCommand(interrupt.signal),
    evaluateCommand(interrupt.signal),
    doctorCommand(interrupt.signal),
  ];
  for (const command of commands) program.addCommand(quiet(command));
  try {
    await program.parseAsync();
  } catch (error) {
    // Help and version end here too, having printed what was asked for.
    if (error instanceof CommanderError && error.exitCode === 0) return;
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = exitStatus(error);
  }
}

/** Errors are thrown, so that one place prints them, each as one sentence. */
function quiet(command: Command): Command {
  return command.exitOverride().configureOutput({ outputError: () => {} });
}

void main();
