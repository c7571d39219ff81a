import { type Command, perform } from '../actions/commands';
import { isMeant, isOfText } from './guard';

/** Carries out what the system's menu asks for, where its key would do the same. */
export function performFromMenu(command: Command): void {
  // Deprecated, but the only way to a text's own history.
  if (isOfText(command, document.activeElement)) document.execCommand(command);
  else if (isMeant(command)) perform(command);
}
