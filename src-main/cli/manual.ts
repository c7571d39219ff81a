import type { Command, Option } from 'commander';
import { VERSION } from '../contract/version';
import { EXIT_STATUSES } from './exit-statuses';

/** The manual page of all commands and their options, in the man macros of troff (man(7)). */
export function manualPage(program: Command): string {
  const commands = program.commands.filter((command) => command.name() !== 'help');
  return [
    `.TH DAGUERRE 1 "" "Daguerre ${VERSION}" "User Commands"`,
    '.SH NAME',
    `daguerre \\- ${text('restore photographs by sampling the exact posterior')}`,
    '.SH SYNOPSIS',
    '.B daguerre',
    text('[photo ...]'),
    '.br',
    '.B daguerre',
    '.I command',
    text('[option ...]'),
    '.SH DESCRIPTION',
    text(program.description()),
    text('Without a command it opens the window, with the photos that are named.'),
    '.SH COMMANDS',
    ...commands.flatMap(commandLines),
    '.SH EXIT STATUS',
    ...Object.entries(EXIT_STATUSES).flatMap(([status, meaning]) => tagged(status, meaning)),
    '',
  ].join('\n');
}

function commandLines(command: Command): string[] {
  const options = command.options.filter(({ hidden }) => !hidden);
  return [
    `.SS "${text(`daguerre ${command.name()} ${command.usage()}`).replaceAll('"', '\\(dq')}"`,
    text(command.description()),
    ...options.flatMap((option) => tagged(option.flags, described(option))),
  ];
}

function described({ description, defaultValue, argChoices }: Option): string {
  const choices = argChoices ? ` (${argChoices.join(', ')})` : '';
  const usual =
    defaultValue === undefined || Array.isArray(defaultValue) ? '' : ` (default: ${defaultValue})`;
  return `${description}${choices}${usual}`;
}

/** A paragraph under a term in bold. */
function tagged(term: string, paragraph: string): string[] {
  return ['.TP', `.B "${text(term).replaceAll('"', '\\(dq')}"`, text(paragraph)];
}

/** Escapes text so that troff prints it unchanged: no line is taken for a request, and dashes stay as typed. */
function text(words: string): string {
  return words
    .replaceAll('\\', '\\(rs')
    .replaceAll('-', '\\-')
    .split('\n')
    .map((line) => line.replace(/^([.'])/, '\\&$1'))
    .join('\n');
}
