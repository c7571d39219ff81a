// What a window needs: a display, and Electron's program.
import { join } from 'node:path';
import { root } from './install.mjs';

const NAMES = {
  win32: 'electron.exe',
  darwin: join('Electron.app', 'Contents', 'MacOS', 'Electron'),
};

/** Path of Electron's program, in the folder that the environment names or in the package; it need not exist. */
export function electronExecutable() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(root, 'node_modules', 'electron', 'dist');
  return join(folder, NAMES[process.platform] ?? 'electron');
}

/** Whether there is a screen to open a window on. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
