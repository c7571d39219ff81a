import { Command, type Option } from 'commander';
import { wrongUsage } from './wrong-usage';

const NOTE = `
Put it where your shell looks:
  daguerre completion bash > ~/.local/share/bash-completion/completions/daguerre
  daguerre completion zsh > "\${fpath[1]}/_daguerre"
  daguerre completion fish > ~/.config/fish/completions/daguerre.fish`;

/** A command with the words that a shell completes after it. */
interface Completed {
  readonly name: string;
  readonly text: string;
  readonly options: readonly CompletedOption[];
}

interface CompletedOption {
  /** Its names with their dashes. */
  readonly flags: readonly string[];
  readonly text: string;
  readonly takesValue: boolean;
}

const SHELLS: Readonly<Record<string, (commands: readonly Completed[]) => string>> = {
  bash: forBash,
  zsh: forZsh,
  fish: forFish,
};

/** The command that prints a shell's completion of all commands of the program and their options. */
export function completionCommand(program: Command): Command {
  return new Command('completion')
    .description('print the completion script of a shell')
    .argument('<bash|zsh|fish>')
    .addHelpText('after', NOTE)
    .action((shell: string) => {
      const write = Object.hasOwn(SHELLS, shell) ? SHELLS[shell] : undefined;
      if (!write) throw wrongUsage(`There is no completion for ${shell}, only for bash, zsh and fish.`);
      process.stdout.write(write(completedCommands(program)));
    });
}

function completedCommands(program: Command): Completed[] {
  return program.commands.map((command) => ({
    name: command.name(),
    text: command.description(),
    options: [...command.options.filter(({ hidden }) => !hidden).map(completedOption), HELP],
  }));
}

const HELP: CompletedOption = {
  flags: ['-h', '--help'],
  text: 'display help for command',
  takesValue: false,
};

function completedOption({ short, long, description, required, optional }: Option): CompletedOption {
  return {
    flags: [short, long].filter((flag) => flag !== undefined && flag !== null),
    text: description,
    takesValue: required || optional,
  };
}

function forBash(commands: readonly Completed[]): string {
  const names = commands.map(({ name }) => name).join(' ');
  const cases = commands.map(
    ({ name, options }) => `    ${name}) words="${options.flatMap(({ flags }) => flags).join(' ')}" ;;`,
  );
  return `# bash completion of daguerre
_daguerre() {
  local current=\${COMP_WORDS[COMP_CWORD]} words=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${names} --help --version" -- "$current"))
    return
  fi
  case \${COMP_WORDS[1]} in
    help) words="${names}" ;;
    completion) words="bash zsh fish" ;;
${cases.filter((line) => !/^ {4}(help|completion)\)/.test(line)).join('\n')}
  esac
  case $current in
    -*) COMPREPLY=($(compgen -W "$words" -- "$current")) ;;
    *)
      case \${COMP_WORDS[1]} in
        help | completion) COMPREPLY=($(compgen -W "$words" -- "$current")) ;;
        *) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$current") ;;
      esac
      ;;
  esac
}
complete -F _daguerre daguerre
`;
}

function forZsh(commands: readonly Completed[]): string {
  const described = commands.map(({ name, text }) => `    ${quoted(`${name}:${text}`)}`).join('\n');
  const cases = commands.map(({ name, options }) => {
    const lines = options.flatMap((option) => option.flags.map((flag) => zshOption(flag, option)));
    return `    ${name}) _arguments ${[...lines, ...zshRest(name, commands)].join(' ')} ;;`;
  });
  return `#compdef daguerre
_daguerre() {
  local -a commands=(
${described}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${cases.join('\n')}
  esac
}
_daguerre "$@"
`;
}

function zshOption(flag: string, { text, takesValue }: CompletedOption): string {
  const escaped = text.replace(/[[\]\\:]/g, (character) => `\\${character}`);
  return quoted(`${flag}[${escaped}]${takesValue ? ':value:_files' : ''}`);
}

function zshRest(name: string, commands: readonly Completed[]): string[] {
  if (name === 'help') return [quoted(`1:command:(${commands.map((command) => command.name).join(' ')})`)];
  if (name === 'completion') return [quoted('1:shell:(bash zsh fish)')];
  return [quoted('*:file:_files')];
}

function forFish(commands: readonly Completed[]): string {
  const names = commands.map(({ name }) => name).join(' ');
  const isFirst = `not __fish_seen_subcommand_from ${names}`;
  const lines = commands.flatMap(({ name, text, options }) => [
    `complete -c daguerre -n ${quoted(isFirst)} -f -a ${name} -d ${quoted(text)}`,
    ...options.map((option) => fishOption(name, option)),
  ]);
  return `# fish completion of daguerre
${lines.join('\n')}
complete -c daguerre -n '__fish_seen_subcommand_from help' -f -a '${names}'
complete -c daguerre -n '__fish_seen_subcommand_from completion' -f -a 'bash zsh fish'
`;
}

function fishOption(command: string, { flags, text, takesValue }: CompletedOption): string {
  const names = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
  const value = takesValue ? ' -r' : '';
  return `complete -c daguerre -n '__fish_seen_subcommand_from ${command}' ${names.join(' ')}${value} -d ${quoted(text)}`;
}

/** A word in single quotes, which all three shells read in the same way, except for quotes inside. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", '’')}'`;
}
