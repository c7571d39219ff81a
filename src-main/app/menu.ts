import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { EventPayload } from '../contract/window/channels';
import { type MenuWords, menuWords } from './menu-words';

export type MenuCommand = EventPayload<'command'>['command'];

/**
 * Builds the system's menu bar. The page carries out its commands and also handles the keys, so on Windows and Linux
 * the accelerators are only displayed.
 */
export function buildMenu(locale: string, send: (command: MenuCommand) => void): Menu {
  const words = menuWords(locale);
  const item = (
    label: keyof MenuWords,
    command: MenuCommand,
    accelerator?: string,
  ): MenuItemConstructorOptions => ({
    label: words[label],
    click: () => send(command),
    ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: false }),
  });
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const isMac = process.platform === 'darwin';

  return Menu.buildFromTemplate([
    ...(isMac ? [{ role: 'appMenu' } satisfies MenuItemConstructorOptions] : []),
    {
      label: words.file,
      submenu: [
        item('open', 'open', 'CmdOrCtrl+O'),
        separator,
        item('save', 'save', 'CmdOrCtrl+S'),
        item('saveProject', 'saveProject', 'CmdOrCtrl+Shift+S'),
        separator,
        item('closePhoto', 'close', 'CmdOrCtrl+W'),
        separator,
        item('settings', 'settings', 'CmdOrCtrl+,'),
        separator,
        isMac
          ? { role: 'close', label: words.close, accelerator: 'Cmd+Shift+W' }
          : { role: 'quit', label: words.quit },
      ],
    },
    {
      label: words.edit,
      submenu: [
        item('undo', 'undo', 'CmdOrCtrl+Z'),
        item('redo', 'redo', 'CmdOrCtrl+Shift+Z'),
        separator,
        { role: 'cut', label: words.cut },
        { role: 'copy', label: words.copy },
        { role: 'paste', label: words.paste },
        { role: 'selectAll', label: words.selectAll },
      ],
    },
    {
      label: words.view,
      submenu: [
        item('fit', 'fit', 'CmdOrCtrl+0'),
        item('actualSize', 'actualSize', 'CmdOrCtrl+1'),
        item('zoomIn', 'zoomIn', 'CmdOrCtrl+Plus'),
        item('zoomOut', 'zoomOut', 'CmdOrCtrl+-'),
        separator,
        { role: 'togglefullscreen', label: words.fullScreen },
      ],
    },
    {
      label: words.help,
      role: 'help',
      submenu: [
        item('helpPages', 'help', 'F1'),
        item('tour', 'tour'),
        item('shortcuts', 'shortcuts'),
        separator,
        item('about', 'about'),
      ],
    },
  ]);
}
