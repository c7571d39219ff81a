import { useEffect } from 'react';
import { runCommand } from '../actions/commands';
import { isMac } from '../state/program';
import { holdPhoto } from '../state/view';
import { isMeant, isOfText, TEXTS } from './guard';
import { matchShortcut, type Shortcut } from './table';

/** Elements that handle keys themselves: text fields, radio buttons, lists and dialogs. */
const OWN_KEYS = `${TEXTS}, input[type=radio], select, [role=dialog], [role=alertdialog]`;
const PRESSABLE =
  'button, a, input, [role=option], [role=menuitem], [role=menuitemradio], [role=tab], [role=slider]';

/** Runs shortcuts wherever the focus is, except where the element handles the key itself. */
export function useKeyboard(): void {
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      const shortcut = matchShortcut(event, isMac());
      if (!shortcut || event.defaultPrevented) return;
      const target = event.target instanceof Element ? event.target : null;
      if (!isMeant(shortcut.name) || target?.closest('[role=menu], [role=listbox]')) return;
      if (isOfText(shortcut.name, target) || (isTyped(shortcut) && target?.closest(OWN_KEYS))) return;
      if (shortcut.name === 'restore' && target?.closest(PRESSABLE)) return;
      // The stage changes the size itself while it has the focus.
      if ((shortcut.name === 'smaller' || shortcut.name === 'larger') && target?.closest('[data-stage]'))
        return;
      event.preventDefault();
      if (shortcut.name === 'holdCompare') holdPhoto(true);
      else runCommand(shortcut.name);
    };
    const up = (event: KeyboardEvent) => {
      if (matchShortcut({ ...modifiersOff, key: event.key }, isMac())?.name === 'holdCompare')
        holdPhoto(false);
    };
    window.addEventListener('keydown', down);
    window.addEventListener('keyup', up);
    // The page doesn't get the keyup event if the key is released in another window.
    const left = () => holdPhoto(false);
    window.addEventListener('blur', left);
    return () => {
      window.removeEventListener('keydown', down);
      window.removeEventListener('keyup', up);
      window.removeEventListener('blur', left);
    };
  }, []);
}

/** Whether a text field would use the key; it doesn't use combinations and function keys. */
const isTyped = ({ mod, key }: Shortcut) => !mod && !/^f\d/.test(key);

const modifiersOff = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
