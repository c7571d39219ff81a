import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import {
  listenToJobs,
  openNewPhoto,
  openPhoto,
  type Place,
  paint,
  restoreButton,
  stroke,
  waitForState,
  writePhoto,
} from './steps';

test.use({ model: 'tiny' });
test.setTimeout(400_000);

/** The healed picture's thumbnail in the strip. */
const healed = (page: Page) =>
  page.getByRole('region', { name: 'Candidates' }).getByRole('button', { name: 'Healed by hand' });

const ready = (page: Page) =>
  expect(page.getByText('Ready', { exact: true })).toBeVisible({ timeout: 60_000 });

test('a touched spot is healed, undone and healed again, by mouse and by keyboard', async ({
  desktop: { app, page },
  data,
}) => {
  await openNewPhoto(app, page, data);
  await page.keyboard.press('j');
  await expect(page.getByRole('button', { name: 'Another fill' })).toBeVisible();
  await expect.poll(() => seen(page)).not.toBe('nothing');
  const before = await seen(page);
  await stroke(page, [0.45, 0.5], [0.45, 0.5]);
  await expect(healed(page)).toBeVisible({ timeout: 60_000 });
  await ready(page);
  await page.mouse.move(2, 2);
  await expect.poll(() => marks(page)).toBe(0);
  const first = await still(page);
  expect(first).not.toBe(before);

  await page.keyboard.press('ControlOrMeta+z');
  await expect(healed(page)).toBeHidden();
  await expect.poll(() => seen(page)).toBe(before);
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(healed(page)).toBeVisible();
  await expect.poll(() => seen(page)).toBe(first);

  // By keyboard: the crosshair, down and up again.
  await page.getByRole('application').focus();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Space');
  await page.getByRole('tab', { name: 'Results' }).click();
  await expect(page.getByText('2 strokes healed by hand')).toBeVisible({ timeout: 60_000 });
  await ready(page);
  const second = await still(page);
  expect(second).not.toBe(first);

  // Another fill of the stroke under the pointer, taken back as well.
  await moveTo(page, [0.45, 0.5]);
  await page.keyboard.press('a');
  await expect.poll(() => seen(page), { timeout: 60_000 }).not.toBe(second);
  await ready(page);
  await still(page);
  await expect(page.getByText('2 strokes healed by hand')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => seen(page)).toBe(second);
  await page.keyboard.press('ControlOrMeta+z');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(healed(page)).toBeHidden();
  await expect.poll(() => seen(page)).toBe(before);
});

test('quick clicks are all healed, one after the other', async ({ desktop: { app, page }, data }) => {
  await openNewPhoto(app, page, data);
  await page.keyboard.press('j');
  await expect(page.getByRole('button', { name: 'Another fill' })).toBeVisible();
  await expect.poll(() => seen(page)).not.toBe('nothing');
  const log = await listenToJobs(page);
  const spots = [0.41, 0.437, 0.464, 0.491, 0.518, 0.545, 0.572, 0.597];
  for (const x of spots) {
    await moveTo(page, [x, 0.45]);
    await page.mouse.down();
    await page.mouse.up();
  }
  await page.getByRole('tab', { name: 'Results' }).click();
  await expect(page.getByText('8 strokes healed by hand')).toBeVisible({ timeout: 200_000 });
  await ready(page);
  await expect.poll(() => marks(page)).toBe(0);
  const jobs = (await log.all()).flatMap((entry) => (entry === 'mark' ? [] : [entry]));
  expect(new Set(jobs.map(({ id }) => id)).size).toBe(spots.length);
  for (const _ of spots) await page.keyboard.press('ControlOrMeta+z');
  await expect(healed(page)).toBeHidden();
});

test('healed strokes survive a kill of the program, and more can be healed', async ({ launch, data }) => {
  const photo = join(data, 'photo.png');
  await writePhoto(photo);
  const first = await launch();
  await openPhoto(first.app, first.page, photo, 'photo.png');
  await first.page.keyboard.press('j');
  await expect.poll(() => seen(first.page)).not.toBe('nothing');
  await stroke(first.page, [0.45, 0.5], [0.45, 0.5]);
  await stroke(first.page, [0.52, 0.5], [0.55, 0.5]);
  await expect.poll(() => drawnStrokes(data), { timeout: 100_000 }).toBe(2);
  await ready(first.page);
  await first.page.mouse.move(2, 2);
  await expect.poll(() => marks(first.page)).toBe(0);
  const was = await still(first.page);
  const ended = once(first.app.process(), 'exit');
  first.app.process().kill('SIGKILL');
  await ended;

  const { page } = await launch();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(healed(page)).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('j');
  await expect.poll(() => seen(page)).toBe(was);
  await stroke(page, [0.48, 0.4], [0.48, 0.4]);
  await page.getByRole('tab', { name: 'Results' }).click();
  await expect(page.getByText('3 strokes healed by hand')).toBeVisible({ timeout: 60_000 });
});

test('Restore fills new marks on top of the shown result, and says so; another candidate repeats that part', async ({
  desktop: { app, page },
  data,
}) => {
  await openNewPhoto(app, page, data);
  const log = await listenToJobs(page);
  const rule = page.getByText('New marks are filled on top of what is shown.');
  await paint(page, [0.43, 0.45], [0.47, 0.45]);
  await expect(rule).toBeHidden();
  await restoreButton(page).click();
  await waitForState(log, 'done');
  await expect(rule).toBeVisible();
  await page.keyboard.press('j');
  await stroke(page, [0.5, 0.5], [0.5, 0.5]);
  await expect(healed(page)).toBeVisible({ timeout: 60_000 });
  await ready(page);
  await paint(page, [0.53, 0.55], [0.57, 0.55]);
  // By keyboard.
  await restoreButton(page).focus();
  await page.keyboard.press('Enter');
  await waitForState(log, 'done', 1);
  const made = async () => (await log.restorations()).map(({ results }) => results[0]);
  const [first, second] = await made();
  expect(first?.on).toBeUndefined();
  // On the stroke, which lies on the first.
  expect(second?.on).toMatchObject({ sample: null });
  expect(second?.strokes).toHaveLength(1);
  await page.getByRole('tab', { name: 'Results' }).click();
  await page.getByRole('button', { name: 'Another candidate' }).first().click();
  await waitForState(log, 'done', 2);
  const [, , third] = await made();
  expect(third?.on).toEqual(second?.on);
  expect(third?.marks).toBe(second?.marks);
});

/** How many drawn strokes the data folder holds. */
async function drawnStrokes(data: string): Promise<number> {
  const files = await readdir(join(data, 'sessions'), { recursive: true });
  const record = files.find((path) => path.endsWith('healing.json'));
  if (record === undefined) return 0;
  const { done } = JSON.parse(await readFile(join(data, 'sessions', record), 'utf8'));
  return done.filter(({ drawn }: { drawn: boolean }) => drawn).length;
}

async function moveTo(page: Page, [x, y]: Place): Promise<void> {
  const box = await page.getByRole('application').boundingBox();
  if (!box) throw new Error('the stage is not on screen');
  await page.mouse.move(box.x + box.width * x, box.y + box.height * y);
}

/** A digest of the photo's middle on the stage, without anything around the stage. */
function seen(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const canvas = document.querySelector('[data-tool] canvas');
    if (!(canvas instanceof HTMLCanvasElement)) throw new Error('there is no stage');
    const [left, top] = [Math.round((canvas.width - 200) / 2), Math.round((canvas.height - 120) / 2)];
    const { data } = canvas.getContext('2d')?.getImageData(left, top, 200, 120) ?? {
      data: new Uint8ClampedArray(),
    };
    if (data.every((value) => value === 0)) return 'nothing';
    const hash = await crypto.subtle.digest('SHA-256', data);
    return [...new Uint8Array(hash)].map((byte) => byte.toString(16)).join('');
  });
}

/** The same once it doesn't change any more: tiles are read after the job has ended. */
async function still(page: Page): Promise<string> {
  let last = '';
  await expect
    .poll(
      async () => {
        const before = last;
        last = await seen(page);
        return last === before;
      },
      { intervals: [500] },
    )
    .toBe(true);
  return last;
}

/** How many pixels of the mask's canvases are painted. */
function marks(page: Page): Promise<number> {
  return page.evaluate(() => {
    const canvases = [...document.querySelectorAll('[data-tool] div[class*=grid] canvas')];
    return canvases.reduce((sum, canvas) => {
      if (!(canvas instanceof HTMLCanvasElement) || canvas.width * canvas.height === 0) return sum;
      const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      return sum + data.filter((value, i) => i % 4 === 3 && value > 0).length;
    }, 0);
  });
}
