import { join } from 'node:path';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { expect, test } from './fixtures';
import { writeScratchedPhoto } from './scratched-photo';
import { openPhoto } from './steps';

test.use({ model: 'tiny' });

/** The share of the photo that is marked, in per cent, as the panel says it. */
async function marked(page: Page): Promise<number> {
  const words = page.getByText(/% of the photo is marked/);
  await expect(words).toBeVisible({ timeout: 30_000 });
  return Number.parseFloat((await words.textContent()) ?? '');
}

test('an offered scratch is found, marked and ticked; the sensitivity changes the marks at once; undo takes them back', async ({
  desktop: { app, page },
  data,
}) => {
  const path = join(data, 'scratched.png');
  await writeScratchedPhoto(path);
  await openPhoto(app, page, path, 'scratched.png');
  await page.getByRole('button', { name: 'Scratches or dust' }).click();
  await expect(page.getByRole('checkbox', { name: 'Scratches and spots', exact: true })).toBeChecked();
  const first = await marked(page);
  // The scratch is 150 pixels long and 3 wide, of 76,800.
  expect(first).toBeGreaterThan(0.3);
  expect(first).toBeLessThan(4);

  await page.getByRole('slider', { name: 'Sensitivity' }).focus();
  await page.keyboard.press('End');
  await expect.poll(() => marked(page)).toBeGreaterThan(first);
  await page.keyboard.press('Home');
  await expect.poll(() => marked(page)).toBeLessThan(first);

  await page.getByRole('application').focus();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByText('Nothing is marked yet')).toBeVisible();
});

test('one click on a faint scratch marks it from end to end, and a click beside it reports that there is none', async ({
  desktop: { app, page },
  data,
}) => {
  const path = join(data, 'faint.png');
  await writeFaintScratch(path);
  await openPhoto(app, page, path, 'faint.png');
  await page.getByRole('button', { name: 'Trace a scratch by one click' }).click();
  await expect(page.getByText('Click a thin scratch: it is marked from end to end.')).toBeVisible();
  await clickAt(page, [0, 0]);
  await expect(page.getByRole('checkbox', { name: 'Scratches and spots', exact: true })).toBeChecked();
  const first = await marked(page);
  // 240 pixels long and, with its soft edge, six to eight wide, of 76,800.
  expect(first).toBeGreaterThan(1.5);
  expect(first).toBeLessThan(3);

  await clickAt(page, [20, 80]);
  await expect(page.getByText('No scratch was found here.')).toBeVisible();
  expect(await marked(page)).toBe(first);

  // The right mouse button takes it away again; by keyboard it is marked at the crosshair.
  await clickAt(page, [30, 0], 'right');
  await expect(page.getByText('Nothing is marked yet')).toBeVisible();
  await page.getByRole('button', { name: 'Move the picture' }).click();
  await page.keyboard.press('t');
  await page.getByRole('application').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await expect.poll(() => marked(page)).toBeGreaterThan(1.5);
});

/** Clicks at an offset in pixels from the stage's middle, which is the photo's middle. */
async function clickAt(
  page: Page,
  [right, below]: readonly [number, number],
  button: 'left' | 'right' = 'left',
) {
  const box = await page.getByRole('application').boundingBox();
  if (!box) throw new Error('the stage is not on screen');
  await page.mouse.click(box.x + box.width / 2 + right, box.y + box.height / 2 + below, { button });
}

/** Grey noise with a line through its middle that is twice as bright as the noise, two pixels wide. */
async function writeFaintScratch(path: string): Promise<void> {
  const [width, height, noise] = [320, 240, 8];
  let state = 5;
  const uniform = () => {
    state = (1664525 * state + 1013904223) % 2 ** 32;
    return state / 2 ** 32;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const samples = Uint8Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    const isOn = x >= 40 && x < 280 && Math.abs(y - 120 - 0.1 * (x - 160)) < 1;
    return Math.round(128 + noise * (normal() + (isOn ? 2 : 0)));
  });
  await sharp(samples, { raw: { width, height, channels: 1 } })
    .png()
    .toFile(path);
}
