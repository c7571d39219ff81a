import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, type ElectronApplication, type Page } from '@playwright/test';
import type {} from '../../src-main/contract/window/bridge';
import { closeUnasked } from '../setup/close-unasked.mjs';
import { startScreen } from '../setup/screen.mjs';
import { type DesktopOptions, launchDesktop } from './desktop';
import { type Served, serve } from './served';

export { expect } from '@playwright/test';

/** The program in Electron. */
export interface Desktop {
  readonly app: ElectronApplication;
  readonly page: Page;
}

interface Options {
  /** 'tiny' runs a network of a few weights instead of the real one: quick, and its pictures mean nothing. */
  readonly model: 'real' | 'tiny';
  /** Whether the data folder is new: then the window opens its tour. */
  readonly isFirstStart: boolean;
}

interface Fixtures {
  /** A data folder with the usual settings, used by both hosts of the test. */
  readonly data: string;
  /** Starts the program in Electron with other arguments; it is closed with the test. */
  readonly launch: (options?: Partial<DesktopOptions>) => Promise<Desktop>;
  readonly desktop: Desktop;
  /** The program's server, and a browser of this machine that has come in by its address. */
  readonly served: Served & { readonly page: Page };
}

const MODELS = { real: 'models/eps-universal.onnx', tiny: 'test/fixtures/models/tiny.onnx' };

interface WorkerFixtures {
  /** A screen for each worker: windows on one screen take the keyboard's focus from each other. */
  readonly ownScreen: undefined;
}

export const test = base.extend<Options & Fixtures, WorkerFixtures>({
  ownScreen: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from this pattern.
    async ({}, use) => {
      const end = await startScreen();
      await use(undefined);
      end();
    },
    { scope: 'worker', auto: true },
  ],
  model: ['real', { option: true }],
  isFirstStart: [false, { option: true }],
  data: async ({ isFirstStart }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'daguerre-e2e-'));
    if (!isFirstStart) await writeFile(join(folder, 'settings.json'), '{}');
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
  launch: async ({ data, model }, use, testInfo) => {
    testInfo.skip(!process.env['DAGUERRE_TEST_ELECTRON'], 'there is no Electron on this machine');
    const launched: Desktop[] = [];
    await use(async (options = {}) => {
      const desktop = await launchDesktop({ data, model: MODELS[model], args: [], ...options });
      launched.push(desktop);
      return desktop;
    });
    for (const { app } of launched) await closeUnasked(app);
  },
  desktop: async ({ launch }, use) => use(await launch()),
  served: async ({ data, model, playwright }, use) => {
    const server = await serve({ data, model: MODELS[model] });
    const browser = await playwright.chromium.launch({
      executablePath: process.env['DAGUERRE_TEST_CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox'],
    });
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await page.goto(server.entrance);
    await use({ ...server, page });
    await browser.close();
    await server.stop();
  },
});
