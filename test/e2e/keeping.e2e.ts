import { once } from 'node:events';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import sharp from 'sharp';
import { z } from '../../src-main/contract/schema';
import { answerDialogs } from './desktop';
import { expect, test } from './fixtures';
import { candidate, openNewPhoto, openPhoto, paint, restoreButton, tick, writePhoto } from './steps';

test.use({ model: 'tiny' });

const marked = (page: Page) => page.getByText(/% of the photo is marked/);

test('an unsaved mask survives a kill of the program', async ({ launch, data }) => {
  const photo = join(data, 'photo.png');
  await writePhoto(photo);
  const first = await launch();
  await openPhoto(first.app, first.page, photo, 'photo.png');
  await tick(first.page, 'Noise and grain');
  await paint(first.page, [0.4, 0.5], [0.6, 0.5]);
  const share = await marked(first.page).textContent();
  await expect.poll(() => isKept(data)).toBe(true);
  const ended = once(first.app.process(), 'exit');
  first.app.process().kill('SIGKILL');
  await ended;

  const { page } = await launch();
  await expect(page.getByText('The program ended before this was saved.')).toBeVisible();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByLabel('Photo photo.png')).toBeVisible();
  await expect(marked(page)).toHaveText(share ?? '');
  await expect(page.getByRole('checkbox', { name: 'Noise and grain', exact: true })).toBeChecked();
  await restoreButton(page).click();
  await expect(candidate(page, 1)).toBeVisible();
});

test('unsaved work is listed by photo with a small picture, and all of it can be discarded', async ({
  launch,
  data,
}) => {
  const photo = join(data, 'photo.png');
  await writePhoto(photo);
  for (let run = 1; run <= 2; run++) {
    const { app, page } = await launch();
    await openPhoto(app, page, photo, 'photo.png');
    await paint(page, [0.4, 0.5], [0.6, 0.5]);
    await expect.poll(() => marksKept(data)).toBe(run);
    // Its record is written beside its marks, and may be the later of both.
    await expect.poll(() => unsavedKept(data)).toBe(run);
    const ended = once(app.process(), 'exit');
    app.process().kill('SIGKILL');
    await ended;
  }
  const { page } = await launch();
  const row = page.getByRole('listitem').filter({ hasText: 'photo.png' }).filter({ hasText: 'Discard' });
  await expect(row).toHaveCount(1);
  await expect(row.getByRole('button', { name: 'Continue' })).toHaveCount(2);
  const shape = await row.locator('img').evaluate((image: HTMLImageElement) => {
    return image.decode().then(() => image.naturalWidth / image.naturalHeight);
  });
  expect(shape).toBeCloseTo(240 / 160, 1);

  const all = page.getByRole('button', { name: 'Discard all' });
  await all.focus();
  await page.keyboard.press('Enter');
  const question = page.getByRole('alertdialog', { name: 'Discard all unsaved work?' });
  await expect(question).toContainText('2 sessions');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(row).toHaveCount(1);
  await all.click();
  await question.getByRole('button', { name: 'Discard all' }).click();
  await expect(page.getByText('Unsaved work', { exact: true })).toBeHidden();
  await expect.poll(() => marksKept(data)).toBe(0);
});

test("if the page's process is killed, the page is reloaded with all work, and says so", async ({
  desktop: { app, page },
  data,
}) => {
  await openNewPhoto(app, page, data);
  await tick(page, 'Noise and grain');
  await paint(page, [0.4, 0.5], [0.6, 0.5]);
  const share = await marked(page).textContent();
  await expect.poll(() => isKept(data)).toBe(true);
  for (const _ of [1, 2]) {
    await app.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (!contents) return;
      const gone = new Promise<void>((resolve) => contents.once('render-process-gone', () => resolve()));
      process.kill(contents.getOSProcessId(), 'SIGKILL');
      await gone;
    });
    // Playwright gives a page up whose process ended; the window itself shows it again.
    await expect.poll(() => textOf(app)).toContain('The window ended unexpectedly and was loaded again.');
    await expect.poll(() => textOf(app)).toContain(share ?? '');
  }
});

test('closing the window asks if something is unsaved; marks are offered at the next start', async ({
  launch,
  data,
}) => {
  const photo = join(data, 'photo.png');
  await writePhoto(photo);
  const { app, page } = await launch();
  await openPhoto(app, page, photo, 'photo.png');
  await paint(page, [0.4, 0.5], [0.6, 0.5]);
  const share = await marked(page).textContent();
  await closeWindow(app);
  const question = page.getByRole('alertdialog', { name: 'Close Daguerre?' });
  await expect(question).toContainText('photo.png');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(question).toBeHidden();
  await expect(page.getByLabel('Photo photo.png')).toBeVisible();
  await closeWindow(app);
  const ended = once(app.process(), 'exit');
  await question.getByRole('button', { name: 'Close without saving' }).click();
  await ended;

  const again = await launch();
  await again.page.getByRole('button', { name: 'Continue' }).click();
  await expect(marked(again.page)).toHaveText(share ?? '');
});

test('a window closes even if its page hangs', async ({ desktop: { app, page } }) => {
  const ended = once(app.process(), 'exit');
  await page.evaluate(() => {
    setTimeout(() => {
      for (;;);
    });
  });
  await closeWindow(app);
  await ended;
});

test("a project restores photo, mask, repairs and results, even if the photo's file is gone", async ({
  launch,
  data,
}) => {
  const [photo, project] = [join(data, 'photo.jpg'), join(data, 'work.daguerre')];
  await writePhoto(photo);
  const first = await launch();
  await openPhoto(first.app, first.page, photo, 'photo.jpg');
  await paint(first.page, [0.4, 0.5], [0.6, 0.5]);
  await tick(first.page, 'Noise and grain');
  await restoreButton(first.page).click();
  await expect(candidate(first.page, 1)).toBeVisible();
  const share = await marked(first.page).textContent();
  await first.page.getByRole('tab', { name: 'Results' }).click();
  await first.page.getByRole('slider', { name: 'Strength' }).press('ArrowLeft');
  const shown = await candidate(first.page, 1).locator('img').evaluate(pixelsOf);
  await answerDialogs(first.app, { save: project });
  await first.page.keyboard.press('ControlOrMeta+Shift+s');
  await expect(first.page.getByText('Saved the project work.daguerre.').first()).toBeVisible();

  // The first save as a project asks for the place; the next one writes to the same place.
  const written = await readFile(project);
  await first.page.getByRole('slider', { name: 'Strength' }).press('ArrowRight');
  await answerDialogs(first.app, { save: join(data, 'second.daguerre') });
  await first.page.keyboard.press('ControlOrMeta+s');
  await first.page.getByRole('button', { name: 'Save as a project' }).click();
  const second = first.page
    .getByRole('region', { name: 'Messages' })
    .getByText('Saved the project second.daguerre.');
  await expect(second).toBeVisible();
  await first.page.getByRole('button', { name: 'Dismiss' }).click();
  await answerDialogs(first.app, { save: join(data, 'third.daguerre') });
  await first.page.keyboard.press('ControlOrMeta+Shift+s');
  await expect(second).toBeVisible();
  expect((await readFile(project)).equals(written)).toBe(true);
  expect(await readdir(data)).not.toContain('third.daguerre');
  await first.app.close();
  await rm(photo);

  const { app, page } = await launch({ data: join(data, 'another computer') });
  await openPhoto(app, page, project, 'photo.jpg');
  await expect(marked(page)).toHaveText(share ?? '');
  await expect(page.getByRole('checkbox', { name: 'Noise and grain', exact: true })).toBeChecked();
  await expect(candidate(page, 1)).toBeVisible();
  expect(await candidate(page, 1).locator('img').evaluate(pixelsOf)).toEqual(shown);
  await expect(page.getByRole('region', { name: 'Candidates' }).getByRole('button')).toHaveCount(3);
  await page.getByRole('tab', { name: 'Results' }).click();
  await expect(page.getByRole('slider', { name: 'Strength' })).toHaveValue('0.95');
});

test('saving onto the photo itself asks first, and only then replaces it', async ({
  desktop: { app, page },
  data,
}) => {
  const photo = join(data, 'photo.png');
  await writePhoto(photo);
  const original = await readFile(photo);
  await openPhoto(app, page, photo, 'photo.png');
  await tick(page, 'Noise and grain');
  await restoreButton(page).click();
  await expect(candidate(page, 1)).toBeVisible();
  await answerDialogs(app, { save: photo });

  await page.keyboard.press('ControlOrMeta+s');
  await page.getByRole('button', { name: 'Save as …' }).click();
  const question = page.getByRole('alertdialog', { name: 'Replace the original?' });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(question).toBeHidden();
  expect((await readFile(photo)).equals(original)).toBe(true);

  await page.getByRole('button', { name: 'Save as …' }).click();
  await question.getByRole('button', { name: 'Replace the original' }).click();
  await expect(page.getByText(/^Saved photo\.png/).first()).toBeVisible();
  expect((await readFile(photo)).equals(original)).toBe(false);
  expect(await sharp(photo).metadata()).toMatchObject({ format: 'png', width: 240, height: 160 });

  const shown = await app.evaluateHandle(({ shell }) => {
    const paths: string[] = [];
    shell.showItemInFolder = (path) => void paths.push(path);
    return paths;
  });
  await page.getByRole('button', { name: 'Show in folder' }).click();
  await expect.poll(() => shown.jsonValue()).toEqual([photo]);
});

test("Enter saves with the dialog's values, including a number that was just typed, and the result is shown as saved", async ({
  desktop: { app, page },
  data,
}) => {
  await openNewPhoto(app, page, data);
  await tick(page, 'Noise and grain');
  await restoreButton(page).click();
  await expect(candidate(page, 1)).toBeVisible();
  await expect(page.getByText('not saved', { exact: true })).toBeVisible();
  const saved = page.getByRole('region', { name: 'Messages' }).getByText(/^Saved /);
  await answerDialogs(app, { save: join(data, 'first.png') });
  await page.keyboard.press('ControlOrMeta+s');
  const dialog = page.getByRole('dialog', { name: 'Save the restoration' });
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(saved).toHaveText(/^Saved first\.png/);
  await expect(dialog).toBeHidden();
  await expect(page.getByText('saved', { exact: true })).toBeVisible();
  await page.getByRole('tab', { name: 'Results' }).click();
  await expect(page.getByText('Saved as first.png')).toBeVisible();

  await answerDialogs(app, { save: join(data, 'small.png') });
  await page.keyboard.press('ControlOrMeta+s');
  await dialog.getByRole('textbox', { name: 'Width in pixels' }).fill('120');
  await page.keyboard.press('Enter');
  await expect(saved).toHaveText(/^Saved small\.png/);
  expect(await sharp(join(data, 'small.png')).metadata()).toMatchObject({ width: 120, height: 80 });
  expect(await sharp(join(data, 'first.png')).metadata()).toMatchObject({ width: 240, height: 160 });

  // Another look isn't that of the file.
  await page.getByRole('slider', { name: 'Strength' }).press('ArrowLeft');
  await expect(page.getByText('not saved', { exact: true })).toBeVisible();
  await expect(page.getByText(/^Saved as/)).toBeHidden();
});

test('each broken file gets a sentence, and the next photo opens, even one of a single pixel', async ({
  desktop: { app, page },
  data,
}) => {
  const whole = await sharp('examples/coffee.jpg').resize(240, 160).jpeg().toBuffer();
  const files: Record<string, Buffer> = {
    'text.jpg': Buffer.from('This is no photo at all.\n'),
    'cut.jpg': whole.subarray(0, whole.length / 2),
    'empty.jpg': Buffer.alloc(0),
  };
  for (const [name, bytes] of Object.entries(files)) {
    await writeFile(join(data, name), bytes);
    await answerDialogs(app, { open: [join(data, name)] });
    await page.getByRole('button', { name: 'Open photo …' }).click();
    const alert = page.getByRole('alert').filter({ hasText: name });
    await expect(alert).toBeVisible();
    // A sentence, without a stack and without a library's own message.
    await expect(alert).toHaveText(/^[^\n]{20,220}[.]$/);
    expect(await alert.textContent()).not.toMatch(/Error|Vips|undefined|at \//);
  }
  await writeFile(join(data, 'whole.jpg'), whole);
  await openPhoto(app, page, join(data, 'whole.jpg'), 'whole.jpg');
  // The messages about the other files are outdated.
  await expect(page.getByRole('alert')).toHaveCount(0);
  await writePhoto(join(data, 'one.png'), 1, 1);
  await openPhoto(app, page, join(data, 'one.png'), 'one.png');
  await tick(page, 'Noise and grain');
  await restoreButton(page).click();
  await expect(candidate(page, 1)).toBeVisible();
});

test('a photo of 24 megapixels opens, zooms to its pixels and pans', async ({
  desktop: { app, page },
  data,
}) => {
  const photo = join(data, 'big.jpg');
  await writePhoto(photo, 6000, 4000);
  await openPhoto(app, page, photo, 'big.jpg');
  await expect(page.getByText('6,000 × 4,000 pixels')).toBeVisible();
  const stage = page.getByRole('application');
  await page.keyboard.press('ControlOrMeta+1');
  await expect(page.getByText('100 %', { exact: true })).toBeVisible();
  await stage.hover();
  await page.getByRole('tab', { name: 'Photo' }).click();
  const [from, to] = [await pointUnderPointer(page), await panned(page)];
  // Dragged by 200 and 100 pixels at actual size.
  expect([from[0] - to[0], from[1] - to[1]]).toEqual([200, 100]);
  await expect.poll(async () => coloursOf(await stage.screenshot())).toBeGreaterThan(1000);
});

async function panned(page: Page): Promise<[number, number]> {
  const box = await page.getByRole('application').boundingBox();
  if (!box) throw new Error('the stage is not on screen');
  const [x, y] = [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 200, y + 100, { steps: 5 });
  await page.mouse.up();
  await page.mouse.move(x, y);
  return pointUnderPointer(page);
}

/** The picture's pixel in the middle of the stage, as the window reads it out. */
async function pointUnderPointer(page: Page): Promise<[number, number]> {
  const box = await page.getByRole('application').boundingBox();
  if (!box) throw new Error('the stage is not on screen');
  const place = page.getByText(/^\d+, \d+ · /);
  // Starts beside the stage, so the next reading is of the point that the pointer moves to.
  await page.mouse.move(Math.round(box.x) - 20, Math.round(box.y + box.height / 2));
  await expect(place).toBeHidden();
  await page.mouse.move(Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2));
  await expect(place).toBeVisible();
  const [x = 0, y = 0] = ((await place.textContent()) ?? '').split(' · ')[0]?.split(', ').map(Number) ?? [];
  return [x, y];
}

/** The number of different colours in a screenshot: an empty or blurred stage has few. */
async function coloursOf(png: Buffer): Promise<number> {
  const { data } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const seen = new Set<number>();
  for (let at = 0; at < data.length; at += 3) seen.add(data.readUIntBE(at, 3));
  return seen.size;
}

/** Closes the window as the person does by its frame. */
async function closeWindow(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
}

/** What the window shows, asked for by the program: nothing while it has no page. */
function textOf(app: ElectronApplication): Promise<string> {
  return app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (!contents || contents.isCrashed() || contents.isLoading()) return '';
    return String(await contents.executeJavaScript('document.body.innerText'));
  });
}

/** The number of photos whose marks the data folder holds. */
async function marksKept(data: string): Promise<number> {
  const files = await readdir(join(data, 'sessions'), { recursive: true });
  return files.filter((path) => /[\\/]mask[\\/]tiles$/.test(path)).length;
}

/** The number of photos whose records in the data folder say that they have unsaved work. */
async function unsavedKept(data: string): Promise<number> {
  return (await recordsIn(data)).filter(({ unsaved }) => unsaved).length;
}

/** Whether the data folder holds the mask of unsaved work, and the repairs that go with it. */
async function isKept(data: string): Promise<boolean> {
  const [record] = await recordsIn(data);
  if (!record?.unsaved || (await marksKept(data)) === 0) return false;
  const { scratches, noise } = record.repairs ?? {};
  return scratches?.on === true && noise?.on === true;
}

const recordSchema = z.object({
  unsaved: z.boolean(),
  repairs: z.record(z.string(), z.object({ on: z.boolean().optional() })).nullish(),
});

/** The records of open photos in the data folder. */
async function recordsIn(data: string) {
  const sessions = join(data, 'sessions');
  const names = await readdir(sessions, { recursive: true });
  const texts = names
    .filter((name) => name.endsWith('document.json'))
    .map((name) => readFile(join(sessions, name), 'utf8'));
  return (await Promise.all(texts)).map((text) => recordSchema.parse(JSON.parse(text)));
}

/** The pixels that an <img> shows, once it is loaded. */
async function pixelsOf(element: Element): Promise<number[]> {
  if (!(element instanceof HTMLImageElement)) throw new Error('this is no picture');
  const bitmap = await createImageBitmap(await (await fetch(element.src)).blob());
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext('2d');
  context?.drawImage(bitmap, 0, 0);
  return [...(context?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? [])];
}
