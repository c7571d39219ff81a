import { app, type BrowserWindow, dialog } from 'electron';
import { type Said, said } from '../contract/said';
import { lostWords } from './lost-words';
import { mayGoOn } from './may-go-on';

/**
 * Loads the page anew where its process ended by itself: photos, marks and results are the studio's, and a page asks
 * for them. One that ends again and again is given up, and the program with it; the next start offers the work.
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
    // While it is told of its end, Chromium still takes the process for the page's.
    setImmediate(() => {
      if (!webContents.isDestroyed()) webContents.reload();
    });
  });
}
