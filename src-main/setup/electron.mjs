// Whether a window can be opened here, and by which Electron.
import { existsSync } from 'node:fs';
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

/** A sentence that says why no window can be opened; undefined where one can. */
export function whyNoWindow() {
  if (!existsSync(electronExecutable())) {
    return 'There is no Electron here (npx install-electron --no fetches it).';
  }
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    return 'There is no display here.';
  }
  return undefined;
}
