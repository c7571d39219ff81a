import type { Command } from 'commander';

/** How much a command says. */
export interface SpeechOptions {
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly json?: boolean;
}

/** What a command says to people; reports as JSON and questions don't go through it. */
export interface Speech {
  /** A result of the work, on standard output. */
  result(line: string): void;
  /** A warning, or what was left out, on standard error. */
  note(line: string): void;
  /** Prints details that only --verbose shows, on standard error. */
  detail(line: string): void;
  /** A failure among other work, on standard error. */
  failure(line: string): void;
}

export function addSpeechOptions(command: Command): Command {
  return command
    .option('-q, --quiet', 'say nothing but failures (and what --json prints)')
    .option('--verbose', 'say what is done, with which values, and how long it takes');
}

/** `picture` is true if standard output is a picture, so that all words go to standard error. */
export function speechOf({ quiet, verbose }: SpeechOptions, picture = false): Speech {
  const print = (stream: NodeJS.WriteStream, line: string) => stream.write(`${line}\n`);
  const words = picture ? process.stderr : process.stdout;
  return {
    result: (line) => quiet || print(words, line),
    note: (line) => quiet || print(process.stderr, line),
    detail: (line) => verbose && !quiet && print(process.stderr, line),
    failure: (line) => print(process.stderr, line),
  };
}
