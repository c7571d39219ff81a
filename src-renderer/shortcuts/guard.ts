import type { Command } from '../actions/commands';
import { useLibrary } from '../library/state';
import { useView } from '../state/view';
import type { ShortcutName } from './table';

/** Where a text is typed. */
export const TEXTS = 'input:not([type=range]):not([type=checkbox]):not([type=radio]), textarea';

/** What has a meaning in the library too; its own keys are in library/. */
const IN_LIBRARY: readonly (Command | ShortcutName)[] = [
  'open',
  'fit',
  'actualSize',
  'zoomIn',
  'zoomOut',
  'settings',
  'shortcuts',
  'about',
];

type Place = ReturnType<typeof useLibrary.getState>['place'];

/** Whether it has a meaning in a place of the window. */
export function belongsIn(place: Place, name: Command | ShortcutName): boolean {
  return place === 'photo' || IN_LIBRARY.includes(name);
}

/** Whether what a key or the menu asks for has a meaning now: nothing has behind a dialog. */
export function isMeant(name: Command | ShortcutName): boolean {
  const { place, planShown } = useLibrary.getState();
  if (useView.getState().dialog !== null || (place === 'library' && planShown)) return false;
  return belongsIn(place, name);
}

/** Whether a text that is being typed at the element takes it back or does it again itself. */
export function isOfText(name: Command | ShortcutName, at: Element | null): boolean {
  return (name === 'undo' || name === 'redo') && Boolean(at?.closest(TEXTS));
}
