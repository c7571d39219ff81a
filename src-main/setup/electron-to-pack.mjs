// Which Electron is packed, and the message if there is none.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { electronExecutable } from './electron.mjs';

const INSTEAD =
  'ELECTRON_OVERRIDE_DIST_PATH can name a folder that holds an unpacked Electron for this system; then run the same command again.';

/**
 * Folder and version of the Electron that the environment names; undefined if it names none. Throws an error with a
 * sentence if that folder has no Electron.
 */
export function namedElectron() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!folder) return undefined;
  const file = join(folder, 'version');
  if (!existsSync(electronExecutable()) || !existsSync(file)) {
    throw new Error(`There is no Electron in ${folder}, which ELECTRON_OVERRIDE_DIST_PATH names.`);
  }
  return { folder, version: readFileSync(file, 'utf8').trim().replace(/^v/, '') };
}

/** A sentence for a failed download of electron-builder; undefined for any other error. */
export function downloadFault(error) {
  const address = error?.options?.url;
  if (address === undefined) return undefined;
  // It downloads its own tools as well, for AppImages and archives, and Electron's folder is no help then.
  const isElectron = /\/electron-v[^/]*\.zip$/.test(address);
  const end = isElectron
    ? INSTEAD
    : 'Targets that need no download are dir, deb and rpm, and tar.gz where /usr/bin/7za is (p7zip-full).';
  return `${address} could not be downloaded (${error.message}). ${end}`;
}
