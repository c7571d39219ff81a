import type { Studio } from '../studio/studio';

/** Looks for a newer version once per start, as soon as the settings allow it. */
export function followUpdates(studio: Pick<Studio, 'onSettings'>): void {
  let looked = false;
  studio.onSettings(({ updates }) => {
    if (!updates || looked) return;
    looked = true;
    // Without a network, or if the server is down, the user isn't disturbed.
    look().catch((error: unknown) => console.error(`Newer versions can't be looked for: ${String(error)}`));
  });
}

/**
 * A notification of the system reports a found version, which is installed when the program ends. The updater has its
 * own session, because the window's session has no network, and checks downloads against the published sums.
 */
async function look(): Promise<void> {
  const { autoUpdater } = await import('electron-updater');
  autoUpdater.logger = null;
  await autoUpdater.checkForUpdatesAndNotify();
}
