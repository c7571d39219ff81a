import type { Studio } from '../studio/studio';

/** Looks for a newer version once in a start, as soon as the settings ask for it. */
export function followUpdates(studio: Pick<Studio, 'onSettings'>): void {
  let looked = false;
  studio.onSettings(({ updates }) => {
    if (!updates || looked) return;
    looked = true;
    // A computer without a network, or a place that is down, is no reason to disturb anyone.
    look().catch((error: unknown) => console.error(`Newer versions can't be looked for: ${String(error)}`));
  });
}

/**
 * The system's own notice tells of what was found; it is installed when the program ends. The updater has a session of its
 * own, so that the window's stays closed to every network, and it checks what it gets against the published sums.
 */
async function look(): Promise<void> {
  const { autoUpdater } = await import('electron-updater');
  autoUpdater.logger = null;
  await autoUpdater.checkForUpdatesAndNotify();
}
