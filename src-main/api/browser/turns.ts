/** In place of `node:timers/promises` in the browser's bundle: resolves in a later turn, after the page's own events. */
export function setImmediate(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
