/** The names of all commands; a test compares this list with the commands in run.ts. */
export const COMMAND_NAMES = [
  'restore',
  'degrade',
  'detect',
  'batch',
  'worker',
  'evaluate',
  'doctor',
  'serve',
  'help',
  'completion',
] as const;
