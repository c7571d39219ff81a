import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { moveEarlierData } from './earlier-data';

/** The user's folders for the window, the command line and the server. All three may be one folder. */
export interface UserFolders {
  /** Settings, presets, projects' names, batches and their ledgers: what is worth a backup. */
  readonly data: string;
  /** Unsaved work, recent files, the window's place, measured rates: the state of this machine. */
  readonly state: string;
  /** What can be recreated: thumbnails, and Chromium's cache. */
  readonly cache: string;
}

/** All in one folder, for --data, DAGUERRE_DATA, and systems without separate folders. */
export function inOneFolder(folder: string): UserFolders {
  return { data: folder, state: folder, cache: folder };
}

/**
 * The folders of the current user, which need not exist. On Linux they are separate, as in the XDG base directory
 * specification, and data of earlier versions is moved there.
 */
export function userFolders(): UserFolders {
  const given = process.env['DAGUERRE_DATA'];
  if (given) return inOneFolder(given);
  const home = homedir();
  if (process.platform === 'darwin')
    return inOneFolder(join(home, 'Library', 'Application Support', 'Daguerre'));
  if (process.platform === 'win32')
    return inOneFolder(join(process.env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Daguerre'));
  const folders = {
    data: join(xdg('XDG_DATA_HOME', join(home, '.local', 'share')), 'daguerre'),
    state: join(xdg('XDG_STATE_HOME', join(home, '.local', 'state')), 'daguerre'),
    cache: join(xdg('XDG_CACHE_HOME', join(home, '.cache')), 'daguerre'),
  };
  // Electron's folder had the first name in the installed program and the second in a clone.
  for (const name of ['Daguerre', 'daguerre']) moveEarlierData(join(configHome(), name), folders);
  return folders;
}

/** The configuration file of the command line, which need not exist; `isNamed` if DAGUERRE_CONFIG names it. */
export function configFile(): { readonly path: string; readonly isNamed: boolean } {
  const named = process.env['DAGUERRE_CONFIG'];
  if (named) return { path: named, isNamed: true };
  const isXdg = process.platform !== 'darwin' && process.platform !== 'win32';
  const folder = isXdg ? join(configHome(), 'daguerre') : userFolders().data;
  return { path: join(folder, 'config.json'), isNamed: false };
}

function configHome(): string {
  return xdg('XDG_CONFIG_HOME', join(homedir(), '.config'));
}

/** Relative paths are ignored, as the specification requires. */
function xdg(variable: string, usual: string): string {
  const given = process.env[variable];
  return given !== undefined && isAbsolute(given) ? given : usual;
}
