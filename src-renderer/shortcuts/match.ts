import { ALL_KEYS, type Shortcut } from './table';

/** The properties of a KeyboardEvent that matching uses. */
export interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** The pressed shortcut. Shift counts only for letters, because '?' and others need Shift on some keyboards. */
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
