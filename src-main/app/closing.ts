import type { BrowserWindow } from 'electron';

/** Milliseconds after which a page that hasn't answered counts as hanging, and its window is closed. */
const PATIENCE = 3000;

/**
 * Each time the user closes the window, calls `ask` to ask the page whether it may close. Returns the function that
 * receives the page's answer. After a refusal the page may still answer later that the window closes.
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
    // Quitting from a dock or a task bar asks as well, so the window with the question has to be visible.
    else window.show();
  };
}
