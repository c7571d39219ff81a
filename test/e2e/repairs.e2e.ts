import { join } from 'node:path';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { expect, test } from './fixtures';
import {
  candidate,
  listenToJobs,
  listenToPreviews,
  openNewPhoto,
  openPhoto,
  restoreButton,
  tick,
  untick,
} from './steps';

test.use({ model: 'tiny' });

test('a ticked repair begins with the measured value, until another is chosen', async ({
  desktop: { app, page },
  data,
}) => {
  await writeNoisyPhoto(join(data, 'noisy.png'));
  await openPhoto(app, page, join(data, 'noisy.png'), 'noisy.png');
  const offer = page.getByRole('button', { name: /^Noise, about/ });
  const offered = /\d+/.exec((await offer.textContent()) ?? '')?.[0] ?? '';
  expect(Number(offered)).toBeGreaterThan(12);
  await tick(page, 'Noise and grain');
  const level = page.getByRole('slider', { name: 'Strength' });
  await expect(level).toHaveValue(offered);

  await level.press('ArrowRight');
  const chosen = String(Number(offered) + 1);
  await untick(page, 'Noise and grain');
  await tick(page, 'Noise and grain');
  await expect(level).toHaveValue(chosen);
  await page.getByRole('button', { name: `Use the estimate (${offered})` }).click();
  await expect(level).toHaveValue(offered);
});

test('a streaked photo is offered its motion, and the panel the measured one', async ({
  desktop: { app, page },
  data,
}) => {
  // The operator's line of 9 pixels: half a step at either end.
  const line = [0.5, 1, 1, 1, 1, 1, 1, 1, 0.5];
  const kernel = [...line.map(() => 0), ...line, ...line.map(() => 0)];
  await sharp('examples/coffee.jpg')
    .convolve({ width: 9, height: 3, kernel })
    .png()
    .toFile(join(data, 'streaked.png'));
  await openPhoto(app, page, join(data, 'streaked.png'), 'streaked.png');
  await page.getByRole('button', { name: 'Motion blur, about 9 pixels' }).click();
  const length = page.getByRole('textbox', { name: 'Length in pixels' });
  await expect(length).toHaveValue('9');
  await expect(page.getByRole('textbox', { name: 'Angle in degrees' })).toHaveValue('0');
  await length.fill('20');
  await length.press('Enter');
  await page.getByRole('button', { name: 'Use the estimate (9 at 0°)' }).click();
  await expect(length).toHaveValue('9');
});

test('the levels of a faded photo are offered, sliders change them and the result names them', async ({
  desktop: { app, page },
  data,
}) => {
  await sharp('examples/coffee.jpg')
    .resize(240, 160)
    .linear([0.45, 0.42, 0.36], [75, 68, 60])
    .png()
    .toFile(join(data, 'faded.png'));
  await openPhoto(app, page, join(data, 'faded.png'), 'faded.png');
  await page.getByRole('button', { name: /^Faded, \d+ % of its contrast left/ }).click();
  await expect(page.getByRole('checkbox', { name: 'Faded colours' })).toBeChecked();
  const black = page.getByRole('slider', { name: 'Black has become' });
  const measured = Number(await black.inputValue());
  expect(measured).toBeGreaterThan(50);
  await black.press('ArrowLeft');
  await expect(black).toHaveValue(String(measured - 1));
  await page.keyboard.press('ControlOrMeta+z');
  await expect(black).toHaveValue(String(measured));
  await page.getByRole('slider', { name: 'Colour cast taken out' }).press('Home');
  await page.getByRole('button', { name: /^Take the measured levels/ }).click();
  await expect(page.getByRole('slider', { name: 'Colour cast taken out' })).toHaveValue('1');
  await restoreButton(page).click();
  await expect(candidate(page, 1)).toBeVisible();
  await page.getByRole('tab', { name: 'Results' }).click();
  await expect(page.getByText(/Faded colours \d+ % left/)).toBeVisible();
});

test('a preview shows the other repairs while no scratch is marked, by its button and by its key', async ({
  desktop: { app, page },
  data,
}) => {
  await openNewPhoto(app, page, data);
  const preview = page.getByRole('button', { name: 'Preview', exact: true });
  await tick(page, 'Scratches and spots');
  await expect(preview).toBeDisabled();
  await tick(page, 'Noise and grain');
  await expect(restoreButton(page)).toBeDisabled();
  const previews = await listenToPreviews(page);
  await preview.click();
  await expect.poll(async () => (await previews()).length).toBe(1);
  await page.keyboard.press('p');
  await expect.poll(async () => (await previews()).length).toBe(2);
});

test('a previewed restoration needs no further preview, and another candidate needs none', async ({
  desktop: { app, page },
  data,
}) => {
  await openNewPhoto(app, page, data);
  await tick(page, 'Noise and grain');
  const log = await listenToJobs(page);
  const previews = async () =>
    new Set((await log.all()).flatMap((job) => (job !== 'mark' && job.kind === 'preview' ? [job.id] : [])))
      .size;
  await page.keyboard.press('p');
  await expect.poll(previews).toBe(1);
  await restoreButton(page).click();
  await expect(candidate(page, 1)).toBeVisible();
  await page.getByRole('button', { name: 'Another candidate' }).click();
  await expect(candidate(page, 2)).toBeVisible();
  await restoreButton(page).click();
  await expect(candidate(page, 3)).toBeVisible();
  expect(await previews()).toBe(1);

  await page.getByRole('slider', { name: 'Strength' }).press('ArrowRight');
  await restoreButton(page).click();
  await expect(candidate(page, 4)).toBeVisible();
  expect(await previews()).toBe(2);
});

test('the time of a restoration is shown before it begins, for the chosen repairs', async ({
  desktop: { app, page },
  data,
}) => {
  await openNewPhoto(app, page, data, 900, 600);
  const time = page.getByText(/^Takes about \d+ (second|minute)s? on this computer\.$/);
  await expect(time).toBeHidden();
  await tick(page, 'Noise and grain');
  await expect(time).toBeVisible();
  const seconds = async () => {
    const [, count, unit] = /about (\d+) (\w+)/.exec((await time.textContent()) ?? '') ?? [];
    return Number(count) * (unit?.startsWith('minute') ? 60 : 1);
  };
  const one = await seconds();
  await page.getByRole('button', { name: 'Advanced' }).click();
  const candidates = page.getByRole('textbox', { name: 'Candidates' });
  await candidates.fill('8');
  await candidates.press('Enter');
  await expect.poll(seconds).toBeGreaterThan(one);
  await untick(page, 'Noise and grain');
  await expect(time).toBeHidden();
});

test('a preview of only the middle has a frame, and the window says so until it is gone', async ({
  desktop: { app, page },
  data,
}) => {
  const [width, height] = [1200, 800];
  const flat = sharp({ create: { width, height, channels: 3, background: 'grey' } });
  await flat.jpeg({ quality: 60 }).toFile(join(data, 'flat.jpg'));
  await openPhoto(app, page, join(data, 'flat.jpg'), 'flat.jpg');
  await tick(page, 'JPEG blocks');
  const previews = await listenToPreviews(page);
  await page.getByRole('button', { name: 'Preview', exact: true }).click();
  const words = page.getByText('Preview of the middle, 512 × 512 pixels: zoom in to see it');
  await expect(words).toBeVisible();
  const [live] = await previews();
  const { before, at } = await brightnessAt(page, (live?.area.x ?? 0) / width);
  expect(before).toBeGreaterThan(110);
  expect(at).toBeLessThan(100);

  await tick(page, 'Noise and grain');
  await expect(words).toBeHidden();
  await expect(page.getByText('Ready', { exact: true })).toBeVisible();
  expect((await brightnessAt(page, (live?.area.x ?? 0) / width)).at).toBeGreaterThan(110);
});

/** How dark the row in the middle gets beside a column, a share of the photo's width, and how bright it is before. */
async function brightnessAt(page: Page, share: number): Promise<{ before: number; at: number }> {
  const stage = page.getByRole('application').locator('xpath=..').locator('canvas').first();
  return stage.evaluate((canvas, column) => {
    if (!(canvas instanceof HTMLCanvasElement)) throw new Error('the stage has no canvas');
    const row = canvas.getContext('2d')?.getImageData(0, Math.round(canvas.height / 2), canvas.width, 1).data;
    const reds = Array.from({ length: canvas.width }, (_, x) => row?.[4 * x] ?? 0);
    const covered = reds.flatMap((_, x) => ((row?.[4 * x + 3] ?? 0) > 0 ? [x] : []));
    const [left, right] = [covered[0] ?? 0, covered.at(-1) ?? 0];
    const x = Math.round(left + (right + 1 - left) * column);
    return { before: reds[x - 8] ?? 0, at: Math.min(...reds.slice(x - 3, x)) };
  }, share);
}

/** A flat photo under noise of 20 levels. */
async function writeNoisyPhoto(path: string): Promise<void> {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 20 };
  await sharp({ create: { width: 240, height: 160, channels: 3, background: 'grey', noise } })
    .png()
    .toFile(path);
}

test('detail is a slider from the mean to a full sample, begins with the usual value for the ticked repairs, and is named in results', async ({
  desktop: { app, page },
  data,
}) => {
  await openNewPhoto(app, page, data);
  await tick(page, 'Noise and grain');
  await page.getByRole('slider', { name: 'Strength' }).fill('50');
  await page.getByRole('button', { name: 'Advanced' }).click();
  const detail = page.getByRole('slider', { name: 'Detail' });
  await expect(detail).toHaveValue('0.3');
  await detail.press('Home');
  await expect(page.locator('.slider').filter({ has: detail })).toContainText('mean');
  await expect(page.getByText('The mean is one answer in one step')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Steps' })).toBeHidden();
  await detail.press('End');
  await expect(page.getByText('A full sample is an exact sample of the posterior.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Steps' })).toBeVisible();

  await restoreButton(page).click();
  await page.getByRole('tab', { name: 'Results' }).click();
  await expect(page.getByText('Full detail: an exact sample of the posterior')).toBeVisible({
    timeout: 30_000,
  });
  await page.getByRole('tab', { name: 'Repairs' }).click();
  // The part is closed again with the panel.
  await page.getByRole('button', { name: 'Advanced' }).click();
  await page.getByRole('button', { name: 'As usual for these repairs: 30 %' }).click();
  await expect(detail).toHaveValue('0.3');
});

test('a photo keeps a single tone if the user says so, but not with added colour, and results say it', async ({
  desktop: { app, page },
  data,
}) => {
  await openNewPhoto(app, page, data);
  await tick(page, 'Noise and grain');
  await page.getByRole('button', { name: 'Advanced' }).click();
  const choice = page.getByRole('radiogroup', { name: 'Keep a single tone' });
  await expect(choice.getByRole('radio', { name: 'Automatic' })).toBeChecked();
  await choice.getByRole('radio', { name: 'Always' }).click();
  await tick(page, 'Colour for a black and white photo');
  await expect(choice).toBeHidden();
  await untick(page, 'Colour for a black and white photo');
  await expect(choice.getByRole('radio', { name: 'Always' })).toBeChecked();

  await restoreButton(page).click();
  await page.getByRole('tab', { name: 'Results' }).click();
  await expect(page.getByText('Kept to a single tone')).toBeVisible({ timeout: 30_000 });
});
