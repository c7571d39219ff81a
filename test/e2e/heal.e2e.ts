import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { openNewPhoto, type Place, stroke } from './steps';

test.use({ model: 'tiny' });
test.setTimeout(400_000);

/** The strip's picture of what was healed. */
const healed = (page: Page) =>
  page.getByRole('region', { name: 'Candidates' }).getByRole('button', { name: 'Healed by hand' });

const ready = (page: Page) =>
  expect(page.getByText('Ready', { exact: true })).toBeVisible({ timeout: 60_000 });

test('a spot that is touched is healed, taken back and healed again, by mouse and by keyboard', async ({
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

async function moveTo(page: Page, [x, y]: Place): Promise<void> {
  const box = await page.getByRole('application').boundingBox();
  if (!box) throw new Error('the stage is not on screen');
  await page.mouse.move(box.x + box.width * x, box.y + box.height * y);
}

/** A digest of the photo as it stands in the stage's middle, whatever stands around the stage. */
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
