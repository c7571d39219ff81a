import { type Command, runCommand } from '../actions/commands';
import { useLibrary } from '../library/state';
import { useView } from '../state/view';
import type { ShortcutName } from './table';

/** Selector of text fields. */
export const TEXTS = 'input:not([type=range]):not([type=checkbox]):not([type=radio]), textarea';

/** Commands that also work in the library; the library's own keys are in library/. */
const IN_LIBRARY: readonly (Command | ShortcutName)[] = [
  'open',
  'fit',
  'actualSize',
  'zoomIn',
  'zoomOut',
  'settings',
  'help',
  'tour',
  'shortcuts',
  'about',
];

type Place = ReturnType<typeof useLibrary.getState>['place'];

/** Whether a command works in a place of the window. */
export function belongsIn(place: Place, name: Command | ShortcutName): boolean {
  return place === 'photo' || IN_LIBRARY.includes(name);
}

/** Whether a command from a key or the menu works now; none works behind a dialog. */
export function isMeant(name: Command | ShortcutName): boolean {
  const { place, planShown } = useLibrary.getState();
  if (useView.getState().dialog !== null || (place === 'library' && planShown)) return false;
  return belongsIn(place, name);
}

/** Whether a command is undo or redo and belongs to the text field around the element. */
export function isOfText(name: Command | ShortcutName, at: Element | null): boolean {
  return (name === 'undo' || name === 'redo') && Boolean(at?.closest(TEXTS));
}

/** Runs a command of the system's menu under the same conditions as its key. */
export function runMenuCommand(command: Command): void {
  // Deprecated, but the only access to a text field's own history.
  if (isOfText(command, document.activeElement)) document.execCommand(command);
  else if (isMeant(command)) runCommand(command);
}
