import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Whether the program can look for newer versions. If `npm run package` was given an address for them, electron-builder
 * writes it into the installed program's resources (app-update.yml). Other builds have none.
 */
export function hasUpdates(isPackaged: boolean, resources: string): boolean {
  return isPackaged && existsSync(join(resources, 'app-update.yml'));
}
