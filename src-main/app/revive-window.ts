import { app, type BrowserWindow, dialog } from 'electron';
import { type Said, said } from '../contract/said';
import type { Locale } from '../contract/window/program';
import { mayGoOn } from './may-go-on';
import { localeOf } from './menu-words';

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

const WORDS: Readonly<Record<Locale, string>> = {
  en: 'The window ended several times in a row. Start Daguerre again; it then offers the work that was not saved.',
  de: 'Das Fenster endete mehrmals hintereinander. Starten Sie Daguerre neu; es bietet dann die nicht gespeicherte Arbeit an.',
  es: 'La ventana se cerró varias veces seguidas. Vuelva a iniciar Daguerre; entonces le ofrecerá el trabajo sin guardar.',
  fr: 'La fenêtre s’est arrêtée plusieurs fois de suite. Relancez Daguerre : il vous proposera alors le travail non enregistré.',
  zh: '窗口接连多次意外结束。请重新启动 Daguerre，届时可以继续未保存的工作。',
  ja: 'ウインドウが続けて何度も終了しました。Daguerre を起動し直してください。保存していない作業を続けられます。',
};

/** The message of the system's dialog when the window can't be shown any more. */
function lostWords(locale: string): string {
  return WORDS[localeOf(locale)];
}
