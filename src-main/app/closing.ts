import type { BrowserWindow } from 'electron';

/** A page that hasn't answered by then hangs, and doesn't keep its window; in milliseconds. */
const PATIENCE = 3000;

/**
 * Has the page asked, by `ask`, whether its window may be closed, each time that the person closes it. Returns what takes
 * the page's answer; later the page may still say that it closes after all.
 */
export function askBeforeClosing(window: BrowserWindow, ask: () => void): (closes: boolean) => void {
  let agreed = false;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  window.on('close', (event) => {
    if (agreed || window.webContents.isCrashed()) return;
    event.preventDefault();
    waiting ??= setTimeout(() => window.destroy(), PATIENCE);
    ask();
  });
  window.on('closed', () => clearTimeout(waiting));
  return (closes) => {
    clearTimeout(waiting);
    waiting = undefined;
    if (window.isDestroyed()) return;
    agreed ||= closes;
    if (closes) window.close();
    // Quitting from a dock or a task bar asks as well: the question has to be in sight.
    else window.show();
  };
}
