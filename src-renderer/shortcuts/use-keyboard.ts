import { useEffect } from 'react';
import { perform } from '../actions/commands';
import { useLibrary } from '../library/state';
import { isMac } from '../state/program';
import { holdOriginal, useView } from '../state/view';
import { matchShortcut } from './match';
import type { Shortcut, ShortcutName } from './table';

/** What Enter and Space already do something on, or a text is typed in. */
const OWN_KEYS =
  'input:not([type=range]):not([type=checkbox]), textarea, select, [role=dialog], [role=alertdialog]';
/** What a text that is being typed does itself. */
const OF_TEXTS: ReadonlySet<string> = new Set(['undo', 'redo']);
const PRESSABLE =
  'button, a, input, [role=option], [role=menuitem], [role=menuitemradio], [role=tab], [role=slider]';

/** What has a meaning in the library too; its own keys are in library/. */
const IN_LIBRARY: readonly ShortcutName[] = [
  'open',
  'fit',
  'actualSize',
  'zoomIn',
  'zoomOut',
  'settings',
  'shortcuts',
];

/** Carries out shortcuts wherever the focus is, except where a key has a meaning of its own. */
export function useKeyboard(): void {
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      const shortcut = matchShortcut(event, isMac());
      if (!shortcut || event.defaultPrevented) return;
      const target = event.target instanceof Element ? event.target : null;
      if (useView.getState().dialog !== null || target?.closest('[role=menu], [role=listbox]')) return;
      if (useLibrary.getState().place === 'library' && !IN_LIBRARY.includes(shortcut.name)) return;
      if (target?.closest(OWN_KEYS) && (isTyped(shortcut) || OF_TEXTS.has(shortcut.name))) return;
      if (shortcut.name === 'restore' && target?.closest(PRESSABLE)) return;
      // The stage changes the size by itself while it has the focus.
      if ((shortcut.name === 'smaller' || shortcut.name === 'larger') && target?.closest('[data-stage]'))
        return;
      event.preventDefault();
      if (shortcut.name === 'holdCompare') holdOriginal(true);
      else perform(shortcut.name);
    };
    const up = (event: KeyboardEvent) => {
      if (matchShortcut({ ...modifiersOff, key: event.key }, isMac())?.name === 'holdCompare')
        holdOriginal(false);
    };
    window.addEventListener('keydown', down);
    window.addEventListener('keyup', up);
    // Let go of elsewhere, a key is never heard of again.
    const left = () => holdOriginal(false);
    window.addEventListener('blur', left);
    return () => {
      window.removeEventListener('keydown', down);
      window.removeEventListener('keyup', up);
      window.removeEventListener('blur', left);
    };
  }, []);
}

/** Whether a text would take the key for itself: neither combinations nor function keys. */
const isTyped = ({ mod, key }: Shortcut) => !mod && !/^f\d/.test(key);

const modifiersOff = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
