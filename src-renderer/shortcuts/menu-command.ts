import { type Command, runCommand } from '../actions/commands';
import { isMeant, isOfText } from './guard';

/** Performs a command of the system's menu under the same conditions as its key. */
export function performFromMenu(command: Command): void {
  // Deprecated, but the only access to a text field's own history.
  if (isOfText(command, document.activeElement)) document.execCommand(command);
  else if (isMeant(command)) runCommand(command);
}
