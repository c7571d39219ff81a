import type { Argument, Command, Option } from 'commander';
import { EXIT_STATUSES } from '../../src-main/cli/exit-statuses';
import { variableOf } from '../../src-main/cli/settings';
import { settingName } from '../../src-main/cli/settings-file';
import { OWN_RECIPE_TEXTS } from '../../src-main/contract/own-recipes';

const HEAD = `# The command line

This page is written from the program's own options by \`npx vitest run test/cli/reference.test.ts -u\`. \`daguerre help COMMAND\` says
the same with examples. In a clone, \`npm start --\` stands for \`daguerre\`.

## Settings

Every option of every command may be given beforehand, by one rule for its name:

| where | \`--output-quality 90\` is | \`--no-mark\` is |
|---|---|---|
| typed | \`--output-quality 90\` | \`--no-mark\` |
| in the environment | \`DAGUERRE_OUTPUT_QUALITY=90\` | \`DAGUERRE_MARK=false\` |
| in \`config.json\` | \`"output-quality": 90\` | \`"mark": false\` |

The command line wins, then the environment, then the file. A setting that the operators don't use is ignored, and so is one that contradicts a typed option (\`--operator\` where the file has a
\`recipe\`). An option that may be repeated adds to its setting. An empty variable is none.

\`config.json\` is in \`$XDG_CONFIG_HOME/daguerre\` (\`~/.config/daguerre\`) on Linux, in \`~/Library/Application Support/Daguerre\` on macOS and in \`%APPDATA%\\Daguerre\` on Windows; \`DAGUERRE_CONFIG\` names another
file. A setting below the name of a command holds for that command alone:

    { "provider": "cpu", "restore": { "detail": 0.7, "metadata": "remove" }, "serve": { "port": 8080 } }

An unknown setting is an error (status 2) that names the file.

## Folders

The window, the command line and the server share them. On Linux they follow the XDG base directory specification; what earlier versions kept in \`~/.config/Daguerre\` is moved there at the first start, one way.

| what | Linux | macOS, Windows |
|---|---|---|
| settings and presets of the window, batches and their ledgers | \`$XDG_DATA_HOME/daguerre\` (\`~/.local/share/daguerre\`) | \`Application Support/Daguerre\`, \`%APPDATA%\\Daguerre\` |
| unsaved work, recent files, the window's place, measured rates | \`$XDG_STATE_HOME/daguerre\` (\`~/.local/state/daguerre\`) | the same |
| thumbnails, Chromium's own files | \`$XDG_CACHE_HOME/daguerre\` (\`~/.cache/daguerre\`) | the same |

\`--data\` and \`DAGUERRE_DATA\` name one folder for all.

## Words and results

Results go to standard output, everything else to standard error. \`--quiet\` leaves failures and what \`--json\` prints, \`--verbose\` adds values and times. Progress is a bar on a terminal
and elsewhere a line now and then. A result that exists is replaced only by \`--overwrite\`, or if a person at the terminal says so. The output has no colours, with or without \`NO_COLOR\`.
`;

/** docs/command-line.md. */
export function reference(commands: readonly Command[]): string {
  const statuses = Object.entries(EXIT_STATUSES).map(([number, text]) => `| ${number} | ${text} |`);
  return [
    HEAD,
    '## Exit statuses\n',
    '| exit status | meaning |\n|---|---|',
    `${statuses.join('\n')}\n`,
    '## Recipes that come with the program\n',
    '| recipe | for |\n|---|---|',
    `${Object.entries(OWN_RECIPE_TEXTS)
      .map(([name, text]) => `| \`${name}\` | ${text} |`)
      .join('\n')}\n`,
    ...commands.map(section),
  ].join('\n');
}

function section(command: Command): string {
  const { registeredArguments: words } = command;
  const usage = ['daguerre', command.name(), ...words.map(argument), '[options]'].join(' ');
  const rows = command.options.filter(({ hidden }) => !hidden).map(row);
  return [
    `## ${command.name()}\n`,
    `\`${usage}\`: ${command.description()}.\n`,
    ...words.map((word) => `\`${word.name()}\`: ${word.description}.\n`),
    '| option | what it is | setting |\n|---|---|---|',
    `${rows.join('\n')}\n`,
  ].join('\n');
}

function argument(word: Argument): string {
  const name = `${word.name()}${word.variadic ? '...' : ''}`;
  return word.required ? `<${name}>` : `[${name}]`;
}

function row(option: Option): string {
  const { flags, description, defaultValue } = option;
  const isSaid = ['string', 'number'].includes(typeof defaultValue) && !description.includes('default');
  const text = `${description}${isSaid ? ` (default ${defaultValue})` : ''}`;
  const name = settingName(option);
  return `| \`${bare(flags)}\` | ${bare(text)} | \`${variableOf(name)}\` |`;
}

/** Without what would end a cell. */
function bare(text: string): string {
  return text.replaceAll('|', '\\|');
}
