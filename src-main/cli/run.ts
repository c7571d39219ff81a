import { Command, CommanderError, Option } from 'commander';
import { VERSION } from '../contract/version';
import { batchCommand } from './batch';
import { degradeCommand } from './degrade';
import { doctorCommand } from './doctor';
import { evaluateCommand } from './evaluate';
import { exitStatus, explain, Interrupted } from './exit';
import { restoreCommand } from './restore';
import { serveCommand } from './serve';
import { workerCommand } from './worker';
import { wrongUsage } from './wrong-usage';

const EXIT_STATUSES = `
Exit status:
  0    done
  1    a failure on the way
  2    a request that can't be carried out as it stands
  3    batch: some photos failed, the others are done
  130  interrupted`;

/**
 * Runs one command line, given as its words without the program's own name. It never throws: errors are printed as one
 * sentence and told by `process.exitCode`.
 */
export async function runCommandLine(words: readonly string[]): Promise<void> {
  const interrupt = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.on(name, () => interrupt.abort(new Interrupted()));
  // Whoever read the output may have had enough of it (`... --json | head`).
  process.stdout.on('error', () => {});
  const program = quiet(new Command('daguerre'))
    .description('Restores photographs by sampling the exact posterior of a linear measurement.')
    .version(VERSION, '-v, --version', 'say the version')
    // By the letter of earlier versions.
    .addOption(new Option('-V').hideHelp())
    .on('option:V', () => {
      process.stdout.write(`${VERSION}\n`);
      throw new CommanderError(0, 'commander.version', VERSION);
    })
    .addHelpText('after', EXIT_STATUSES)
    .allowExcessArguments()
    .action((_options: unknown, { args: [unknown] }: Command) => {
      if (unknown !== undefined) throw wrongUsage(`There is no command ${unknown}; --help lists them.`);
      throw wrongUsage(
        'Name a command, or --help for the list; the window opens with npm start, or by serve.',
      );
    });
  for (const command of commands(interrupt.signal)) program.addCommand(quiet(command));
  program.addCommand(quiet(helpCommand(program)));
  try {
    await program.parseAsync(words, { from: 'user' });
  } catch (error) {
    // Help and version end here too, having printed what was asked for.
    if (error instanceof CommanderError && error.exitCode === 0) return;
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = exitStatus(error);
  }
}

/** Every command; command-names.ts lists their names for hosts that must not load them all. */
export function commands(signal: AbortSignal): Command[] {
  return [
    restoreCommand(signal),
    degradeCommand(signal),
    batchCommand(signal),
    workerCommand(signal),
    evaluateCommand(signal),
    doctorCommand(signal),
    serveCommand(signal),
  ];
}

/** commander's own takes a word that is no command for a question about the whole program. */
function helpCommand(program: Command): Command {
  return new Command('help')
    .description('say what a command does and takes')
    .argument('[command]')
    .action((name: string | undefined) => {
      const asked =
        name === undefined ? program : program.commands.find((command) => command.name() === name);
      if (!asked) throw wrongUsage(`There is no command ${name}; --help lists them.`);
      asked.help();
    });
}

/** Errors are thrown, so that one place prints them, each as one sentence. */
function quiet(command: Command): Command {
  return command.exitOverride().configureOutput({ outputError: () => {} });
}
