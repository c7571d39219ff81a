/** Words that begin a command line; main.ts of the command line has a test that holds it to this list. */
export const COMMAND_NAMES = [
  'restore',
  'degrade',
  'batch',
  'worker',
  'evaluate',
  'doctor',
  'serve',
  'help',
] as const;
