import type { Command } from 'commander';
import { toText } from './options';

/** Adds --queue-password, which is meant to be set in the environment. */
export function addQueuePassword(command: Command): Command {
  return command.option(
    '--queue-password <text>',
    "the queue's password, where its address has none; other users can see what is typed, so give it by DAGUERRE_QUEUE_PASSWORD",
    toText,
  );
}
