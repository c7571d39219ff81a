// What opens a window here: a display, and Electron's program.
import { join } from 'node:path';
import { root } from './install.mjs';

const NAMES = {
  win32: 'electron.exe',
  darwin: join('Electron.app', 'Contents', 'MacOS', 'Electron'),
};

/** Electron's program: of the folder named in the environment, or of the package; it need not be there. */
export function electronExecutable() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(root, 'node_modules', 'electron', 'dist');
  return join(folder, NAMES[process.platform] ?? 'electron');
}

/** Whether there is a screen to open a window on. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
