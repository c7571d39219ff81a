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

/** Whether what a key or the menu asks for has a meaning now: nothing has behind a dialog. */
export function isMeant(name: Command | ShortcutName): boolean {
  const { place, planShown } = useLibrary.getState();
  if (useView.getState().dialog !== null) return false;
  return place === 'photo' || (!planShown && IN_LIBRARY.includes(name));
}

/** Whether a text that is being typed at the element takes it back or does it again itself. */
export function isOfText(name: Command | ShortcutName, at: Element | null): boolean {
  return (name === 'undo' || name === 'redo') && Boolean(at?.closest(TEXTS));
}
