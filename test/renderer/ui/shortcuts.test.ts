import { expect, test } from 'vitest';
import { ALL_KEYS, matchShortcut, SHORTCUTS, shortcutText } from '../../../src-renderer/shortcuts/table';

const pressed = (
  key: string,
  modifiers: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {},
) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...modifiers,
});

test('no two shortcuts have the same keys, and every action has one that is its first', () => {
  const keys = ALL_KEYS.map((shortcut) => shortcutText(shortcut, false));
  expect(new Set(keys).size).toBe(keys.length);
  expect(new Set(SHORTCUTS.map(({ name }) => name)).size).toBe(SHORTCUTS.length);
  for (const { name } of ALL_KEYS) expect(SHORTCUTS.map((first) => first.name)).toContain(name);
});

test('every shortcut is found by its keys', () => {
  for (const shortcut of ALL_KEYS) {
    const event = pressed(shortcut.key, { ctrlKey: shortcut.mod, shiftKey: shortcut.shift });
    expect(matchShortcut(event, false)).toBe(shortcut);
  }
});

test('Command takes the place of Control on a Mac', () => {
  expect(matchShortcut(pressed('z', { metaKey: true }), true)?.name).toBe('undo');
  expect(matchShortcut(pressed('z', { ctrlKey: true }), true)).toBeUndefined();
  expect(matchShortcut(pressed('Z', { metaKey: true, shiftKey: true }), true)?.name).toBe('redo');
});

test('characters that some keyboards have on Shift are found with and without it', () => {
  expect(matchShortcut(pressed('?', { shiftKey: true }), false)?.name).toBe('shortcuts');
  expect(matchShortcut(pressed('+', { ctrlKey: true, shiftKey: true }), false)?.name).toBe('zoomIn');
  expect(matchShortcut(pressed('=', { ctrlKey: true }), false)?.name).toBe('zoomIn');
});

test('the keys that people know from other programs do the same', () => {
  expect(matchShortcut(pressed('y', { ctrlKey: true }), false)?.name).toBe('redo');
  expect(matchShortcut(pressed('y'), false)).toBeUndefined();
  expect(matchShortcut(pressed('F1'), false)?.name).toBe('help');
});

test('Alt and other combinations are left to the system', () => {
  expect(matchShortcut(pressed('b', { altKey: true }), false)).toBeUndefined();
  expect(matchShortcut(pressed('b', { ctrlKey: true }), false)).toBeUndefined();
});
