import type { MessageKey } from '../messages/keys';

/** Names of shortcuts; actions/commands.ts runs them. */
export type ShortcutName =
  | 'open'
  | 'save'
  | 'saveProject'
  | 'close'
  | 'undo'
  | 'redo'
  | 'fit'
  | 'actualSize'
  | 'zoomIn'
  | 'zoomOut'
  | 'heal'
  | 'healAnew'
  | 'brush'
  | 'eraser'
  | 'lasso'
  | 'rectangle'
  | 'wand'
  | 'line'
  | 'trace'
  | 'hand'
  | 'smaller'
  | 'larger'
  | 'holdCompare'
  | 'restore'
  | 'preview'
  | 'cancel'
  | 'settings'
  | 'help'
  | 'shortcuts';

export interface Shortcut {
  readonly name: ShortcutName;
  readonly label: MessageKey;
  /** KeyboardEvent.key, lower case. */
  readonly key: string;
  /** Control, or Command on a Mac. */
  readonly mod: boolean;
  readonly shift: boolean;
}

const plain = (name: ShortcutName, label: MessageKey, key: string): Shortcut => ({
  name,
  label,
  key,
  mod: false,
  shift: false,
});
const mod = (name: ShortcutName, label: MessageKey, key: string, shift = false): Shortcut => ({
  name,
  label,
  key,
  mod: true,
  shift,
});

/** The shortcut of each action; the handler, the tooltips and the dialog read this table. */
export const SHORTCUTS: readonly Shortcut[] = [
  mod('open', 'command.open', 'o'),
  mod('save', 'command.save', 's'),
  mod('saveProject', 'command.saveProject', 's', true),
  mod('close', 'command.close', 'w'),
  mod('undo', 'command.undo', 'z'),
  mod('redo', 'command.redo', 'z', true),
  mod('fit', 'command.fit', '0'),
  mod('actualSize', 'command.actualSize', '1'),
  mod('zoomIn', 'command.zoomIn', '+'),
  mod('zoomOut', 'command.zoomOut', '-'),
  plain('hand', 'tool.hand', 'h'),
  plain('heal', 'tool.heal', 'j'),
  plain('healAnew', 'command.healAnew', 'a'),
  plain('brush', 'tool.brush', 'b'),
  plain('eraser', 'tool.eraser', 'e'),
  plain('lasso', 'tool.lasso', 'l'),
  plain('rectangle', 'tool.rectangle', 'r'),
  plain('wand', 'tool.wand', 'w'),
  plain('line', 'tool.line', 's'),
  plain('trace', 'tool.trace', 't'),
  plain('smaller', 'command.smaller', '['),
  plain('larger', 'command.larger', ']'),
  plain('holdCompare', 'command.holdCompare', 'x'),
  plain('preview', 'command.preview', 'p'),
  plain('restore', 'command.restore', 'enter'),
  plain('cancel', 'command.cancel', 'escape'),
  mod('settings', 'command.settings', ','),
  plain('help', 'command.help', 'f1'),
  plain('shortcuts', 'command.shortcuts', '?'),
];

/** Additional shortcuts that people know from other programs. */
const OTHERS: readonly Shortcut[] = [mod('redo', 'command.redo', 'y')];

/** All key combinations. */
export const ALL_KEYS: readonly Shortcut[] = [...SHORTCUTS, ...OTHERS];

/** A shortcut as text: 'Ctrl+Shift+S', '⇧⌘S'. */
export function shortcutText({ key, mod: withMod, shift }: Shortcut, mac: boolean): string {
  const name = key === 'escape' ? 'Esc' : key === 'enter' ? 'Enter' : key.toUpperCase();
  if (mac) return `${shift ? '⇧' : ''}${withMod ? '⌘' : ''}${name}`;
  return `${withMod ? 'Ctrl+' : ''}${shift ? 'Shift+' : ''}${name}`;
}

/** An action's shortcut as text; undefined if it has none. */
export function shortcutOf(name: string, mac: boolean): string | undefined {
  const found = SHORTCUTS.find((shortcut) => shortcut.name === name);
  return found && shortcutText(found, mac);
}

/** The properties of a KeyboardEvent that matching uses. */
interface Pressed {
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
