// States of the window that are the same at each start, for the pictures and for the test that compares them.
import { join } from 'node:path';
import { root } from '../../src-main/setup/install.mjs';

export const LAPTOP = { width: 1280, height: 800 };
export const examples = join(root, 'examples');

/** The window at its start, without a photo. */
export async function showEmpty(page) {
  await page.setViewportSize(LAPTOP);
  await page.evaluate(() => globalThis.daguerre.requests.changeSettings({ language: 'en' }));
  await page.reload();
  await button(page, 'Cup of coffee').waitFor();
  await picturesOf(page);
}

export async function showHelp(page) {
  await page.keyboard.press('F1');
  await page.getByRole('dialog', { name: 'Help' }).getByRole('img').waitFor();
  await picturesOf(page);
}

/** The portrait with its mask, and the brush in hand. */
export async function showMarked(app, page) {
  await open(app, page, join(examples, 'boyden.jpg'));
  await answerOpen(app, join(examples, 'boyden-mask.png'));
  await button(page, 'Marked damage').click();
  await page.getByRole('menuitem', { name: 'Load a mask file …' }).click();
  await page.getByText(/% of the photo is marked/).waitFor();
  await button(page, 'Brush: mark damage').click();
}

/** The window as it stands in a theme, as a PNG. */
export async function pictureOf(page, theme) {
  await page.mouse.move(2, 2);
  await page.evaluate(async (chosen) => {
    document.documentElement.dataset.theme = chosen;
    await document.fonts.ready;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  }, theme);
  return page.screenshot();
}

/** Identifies the system's font by the width of a few words in the window's font, in pixels. */
export function fontOf(page) {
  return page.evaluate(() => {
    const context = document.createElement('canvas').getContext('2d');
    context.font = getComputedStyle(document.documentElement).font;
    return context.measureText('Restores photographs, 0123456789').width;
  });
}

export function button(page, name) {
  return page.getByRole('button', { name, exact: true });
}

export async function open(app, page, path) {
  await answerOpen(app, path);
  await page.keyboard.press('ControlOrMeta+o');
  await page.getByRole('heading', { level: 1, name: path.split(/[\\/]/).at(-1) }).waitFor();
  await page.getByText('Looking at the photo …').waitFor({ state: 'detached', timeout: 60_000 });
}

async function answerOpen(app, path) {
  await app.evaluate(({ dialog }, file) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [file] });
  }, path);
}

async function picturesOf(page) {
  await page.waitForFunction(() =>
    [...document.images].every((image) => image.complete && image.naturalWidth > 0),
  );
}
