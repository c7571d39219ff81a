import { app, type BrowserWindow, dialog } from 'electron';
import { type Said, said } from '../contract/said';
import { lostWords } from './lost-words';
import { mayGoOn } from './may-go-on';

/**
 * Reloads the page if its process crashed. The studio holds photos, marks and results, and the new page asks for them.
 * If the page keeps crashing, the program quits; its next start offers the work.
 */
export function reviveWindow({ webContents }: BrowserWindow, tellNext: (notice: Said) => void): void {
  const endings: number[] = [];
  webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    endings.push(Date.now());
    if (!mayGoOn(endings)) {
      dialog.showErrorBox('Daguerre', lostWords(app.getLocale()));
      return app.quit();
    }
    tellNext(said('pageEnded'));
    // During this event Chromium still assigns the dead process to the page, so the reload waits for the next turn.
    setImmediate(() => {
      if (!webContents.isDestroyed()) webContents.reload();
    });
  });
}
