// The desktop app as a benchmark drives it.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import { root } from '../../src-main/setup/install.mjs';
import { playwrightLoader } from '../setup/loader.mjs';
import { strokesUntil } from './mouse.mjs';

export async function launch(electron, data) {
  await mkdir(join(data, 'data'), { recursive: true });
  // The tour doesn't open where there are settings already.
  await writeFile(join(data, 'data', 'settings.json'), '{}');
  const app = await _electron.launch({
    executablePath: join(electron, process.platform === 'win32' ? 'electron.exe' : 'electron'),
    args: ['--no-sandbox', '--disable-gpu', '-r', playwrightLoader(), root],
    env: { ...process.env, DAGUERRE_DATA: join(data, 'data') },
  });
  return { app, page: await app.firstWindow() };
}

export async function openPhoto(app, page, photo) {
  await answerOpen(app, photo);
  await page.getByRole('button', { name: 'Open photo …' }).click();
  await page.getByRole('application').waitFor();
  await page.getByText('Looking at the photo …').waitFor({ state: 'detached', timeout: 60_000 });
}

async function answerOpen(app, path) {
  await app.evaluate(({ dialog }, file) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [file] });
  }, path);
}

/** Loads a mask in place of the earlier marks. */
export async function loadMask(app, page, mask) {
  await answerOpen(app, mask);
  await page.getByRole('button', { name: 'Marked damage' }).click();
  await page.getByRole('menuitem', { name: 'Remove all marks' }).click();
  await page.getByText(/Nothing is marked yet/).waitFor();
  await page.getByRole('button', { name: 'Marked damage' }).click();
  await page.getByRole('menuitem', { name: 'Load a mask file …' }).click();
  await page.getByText(/% of the photo is marked/).waitFor();
}

/**
 * Starts a restoration with the marks as they are now; `seconds` is settled with the time that its sampler and network
 * took by its own report, as the command line's report tells it.
 */
export async function restore(page) {
  await page.evaluate(() => {
    globalThis.restored = new Promise((resolve, reject) => {
      globalThis.daguerre.on('job', ({ kind, state, message, results }) => {
        if (kind !== 'restore') return;
        globalThis.queued = true;
        if (state === 'done') resolve(results[0].sampleSeconds);
        if (state === 'failed') reject(new Error(message));
      });
    });
  });
  await page.getByRole('button', { name: 'Restore', exact: true }).click();
  await page.waitForFunction(() => globalThis.queued);
  return { seconds: page.evaluate(() => globalThis.restored) };
}

/** Paints on the stage with the mouse until the promise settles; returns the promise's value. */
export async function paint(page, folder, { seconds: until }) {
  await page.getByRole('button', { name: 'Brush: mark damage' }).click();
  const { x, y, width, height } = await page.getByRole('application').boundingBox();
  const [left, top] = await page.evaluate(() => [screenX, screenY + outerHeight - innerHeight]);
  return strokesUntil(until, { x: left + x, y: top + y, width, height }, folder);
}

export function sleep(milliseconds) {
  return { seconds: new Promise((resolve) => setTimeout(resolve, milliseconds)) };
}
