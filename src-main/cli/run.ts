import { Command, CommanderError, Option } from 'commander';
import type { PlainError } from '../contract/errors';
import { VERSION } from '../contract/version';
import { batchCommand } from './batch';
import { COMMAND_NAMES } from './command-names';
import { completionCommand } from './completion';
import { degradeCommand } from './degrade';
import { detectCommand } from './detect';
import { didYouMean } from './did-you-mean';
import { doctorCommand } from './doctor';
import { evaluateCommand } from './evaluate';
import { exitStatus, explain, Interrupted } from './exit';
import { EXIT_STATUSES } from './exit-statuses';
import { manualPage } from './manual';
import { restoreCommand } from './restore';
import { serveCommand } from './serve';
import { applySettings, SETTINGS_HELP, yieldToTyped } from './settings';
import { workerCommand } from './worker';
import { wrongUsage } from './wrong-usage';

const EXIT_STATUS_HELP = `
Exit status:
${Object.entries(EXIT_STATUSES)
  .map(([status, text]) => `  ${status.padEnd(3)}  ${text}`)
  .join('\n')}`;

/**
 * Runs one command line, given as its words without the program's name. It never throws: an error is printed as one
 * sentence and sets `process.exitCode`.
 */
export async function runCommandLine(words: readonly string[]): Promise<void> {
  const interrupt = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.on(name, () => interrupt.abort(new Interrupted()));
  // The reader may close the pipe early (`... --json | head`).
  process.stdout.on('error', () => {});
  const program = quiet(new Command('daguerre'))
    .description('Restores photographs by sampling the exact posterior of a linear measurement.')
    .version(VERSION, '-v, --version', 'print the version')
    // The short option of earlier versions still works.
    .addOption(new Option('-V').hideHelp())
    .on('option:V', () => {
      process.stdout.write(`${VERSION}\n`);
      throw new CommanderError(0, 'commander.version', VERSION);
    })
    .addHelpText('after', EXIT_STATUS_HELP)
    .allowExcessArguments()
    .action((_options: unknown, { args: [unknown] }: Command) => {
      if (unknown !== undefined) throw noCommand(unknown);
      throw wrongUsage('Give a command (--help lists them), or open the window with npm start or serve.');
    });
  const all = commands(interrupt.signal);
  for (const command of all) program.addCommand(quiet(command));
  program.addHelpText('after', SETTINGS_HELP).hook('preSubcommand', async (_program, command) => {
    // A faulty configuration file must not prevent the help.
    const asksForHelp = words.some((word) => word === '--help' || word === '-h');
    if (all.includes(command) && !asksForHelp) await applySettings(command, all);
  });
  program.hook('preAction', (_program, command) => yieldToTyped(command));
  program.addCommand(quiet(helpCommand(program)));
  program.addCommand(quiet(completionCommand(program)));
  try {
    await program.parseAsync(words, { from: 'user' });
  } catch (error) {
    // Help and version end here too, after printing.
    if (error instanceof CommanderError && error.exitCode === 0) return;
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = exitStatus(error);
  }
}

/** Creates all commands; command-names.ts lists their names for code that must not load them. */
export function commands(signal: AbortSignal): Command[] {
  return [
    restoreCommand(signal),
    degradeCommand(signal),
    detectCommand(signal),
    batchCommand(signal),
    workerCommand(signal),
    evaluateCommand(signal),
    doctorCommand(signal),
    serveCommand(signal),
  ];
}

function noCommand(typed: string): PlainError {
  return wrongUsage(`There is no command ${typed}; --help lists them.${didYouMean(typed, COMMAND_NAMES)}`);
}

/** Replaces commander's help command, which prints the program's help for an unknown command. */
function helpCommand(program: Command): Command {
  return new Command('help')
    .description('show the help of a command')
    .argument('[command]')
    .option('--man', 'print the manual page of all commands')
    .action((name: string | undefined, { man }: { man?: true }) => {
      if (man) {
        process.stdout.write(manualPage(program));
        return;
      }
      const asked =
        name === undefined ? program : program.commands.find((command) => command.name() === name);
      if (!asked) throw noCommand(name ?? '');
      asked.help();
    });
}

/** Makes a command throw its errors instead of printing them, so that one place prints them all. */
function quiet(command: Command): Command {
  return command.exitOverride().configureOutput({ outputError: () => {} });
}
