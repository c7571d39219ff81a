import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * The module (for Electron's `-r`) that holds the program back until Playwright listens: without it a window that opens
 * at once may be missed, and the launch hangs. Playwright loads it by itself only where it finds Electron by itself.
 */
export function playwrightLoader() {
  const playwright = createRequire(import.meta.url).resolve('@playwright/test/package.json');
  const core = createRequire(playwright).resolve('playwright-core/package.json');
  return join(dirname(core), 'lib', 'server', 'electron', 'loader.js');
}
