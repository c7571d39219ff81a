import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Whether newer versions can be looked for: electron-builder writes the place to look into an installed program's resources
 * (app-update.yml) where `npm run package` was told of one. Other builds have no such place.
 */
export function hasUpdates(isPackaged: boolean, resources: string): boolean {
  return isPackaged && existsSync(join(resources, 'app-update.yml'));
}
