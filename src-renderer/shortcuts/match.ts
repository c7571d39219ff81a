import { ALL_KEYS, type Shortcut } from './table';

/** What matching reads of a KeyboardEvent. */
export interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** The shortcut that was pressed. '?' and the like need Shift on some keyboards, so Shift counts for letters alone. */
export function matchShortcut(pressed: Pressed, mac: boolean): Shortcut | undefined {
  if (pressed.altKey) return undefined;
  const [mod, other] = mac ? [pressed.metaKey, pressed.ctrlKey] : [pressed.ctrlKey, pressed.metaKey];
  if (other) return undefined;
  const key = pressed.key.toLowerCase() === '=' && mod ? '+' : pressed.key.toLowerCase();
  const isLetter = /^[a-z]$/.test(key);
  return ALL_KEYS.find(
    (shortcut) =>
      shortcut.key === key && shortcut.mod === mod && (!isLetter || shortcut.shift === pressed.shiftKey),
  );
}
