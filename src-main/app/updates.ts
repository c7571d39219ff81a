import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Studio } from '../studio/studio';

/**
 * Whether the program can look for newer versions. If `npm run package` was given an address for them, electron-builder
 * writes it into the installed program's resources (app-update.yml). Other builds have none.
 */
export function hasUpdates(isPackaged: boolean, resources: string): boolean {
  return isPackaged && existsSync(join(resources, 'app-update.yml'));
}

/** Looks for a newer version once per start, as soon as the settings allow it. */
export function followUpdates(studio: Pick<Studio, 'onSettings'>): void {
  let hasAsked = false;
  studio.onSettings(({ updates }) => {
    if (!updates || hasAsked) return;
    hasAsked = true;
    // Without a network, or if the server is down, the user isn't disturbed.
    findUpdate().catch((error: unknown) =>
      console.error(`Newer versions can't be looked for: ${String(error)}`),
    );
  });
}

/**
 * A notification of the system reports a found version, which is installed when the program ends. The updater has its
 * own Electron session, because the window's has no network, and checks downloads against the published sums.
 */
async function findUpdate(): Promise<void> {
  const { autoUpdater } = await import('electron-updater');
  autoUpdater.logger = null;
  await autoUpdater.checkForUpdatesAndNotify();
}
