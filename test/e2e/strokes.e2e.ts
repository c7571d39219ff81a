import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { openPhoto, paint, stroke, writePhoto } from './steps';

/** Where a part of an image is drawn alone, the browser engine places its samples by up to a sixteenth of a pixel apart. */
const ROUNDING = 255 / 16;

/** Views of a photo: small, in the size of the screen's pixels, and with pixels that are seen. */
const VIEWS = [
  { name: 'fitted', keys: [], again: 'ControlOrMeta+0' },
  { name: 'at its actual size', keys: ['ControlOrMeta+1'], again: 'ControlOrMeta+1' },
] as const;

for (const view of VIEWS) {
  test(`with a photo ${view.name}, repainting only the changed parts of strokes looks like painting the whole mask`, async ({
    desktop: { app, page },
    data,
  }) => {
    const photo = join(data, 'photo.jpg');
    await writePhoto(photo, 4000, 2600);
    await openPhoto(app, page, photo, 'photo.jpg');
    for (const key of view.keys) await page.keyboard.press(key);
    await paint(page, [0.3, 0.3], [0.7, 0.62]);
    await stroke(page, [0.3, 0.6], [0.71, 0.33]);
    for (let press = 0; press < 12; press++) await page.keyboard.press(']');
    await stroke(page, [0.52, 0.25], [0.41, 0.7]);
    await page.getByRole('button', { name: 'Eraser' }).click();
    await stroke(page, [0.35, 0.5], [0.66, 0.47]);
    await page.keyboard.press('ControlOrMeta+z');
    await page.keyboard.press('ControlOrMeta+Shift+z');

    await expect(page.getByText(/% of the photo is marked/)).toBeVisible();

    const eye = await watchMask(page);
    await expect.poll(() => eye.changed({ keep: true })).toBe(0);
    expect(await eye.marked()).toBeGreaterThan(5000);
    // Setting the view again redraws everything.
    await page.keyboard.press('ControlOrMeta++');
    await expect.poll(() => eye.changed()).toBeGreaterThan(ROUNDING);
    await page.keyboard.press(view.again);
    await expect.poll(() => eye.changed()).toBeLessThanOrEqual(ROUNDING);
  });
}

interface Eye {
  /** The difference between the mask on the stage and the kept one, 0 to 255; `keep` keeps the present one. */
  changed(options?: { readonly keep: boolean }): Promise<number>;
  /** Pixels that showed any of it when it was kept. */
  marked(): Promise<number>;
}

async function watchMask(page: Page): Promise<Eye> {
  const stage = page.getByRole('application').locator('..');
  const memory = await page.evaluateHandle((): { kept: number[] } => ({ kept: [] }));
  return {
    changed: ({ keep } = { keep: false }) =>
      stage.evaluate(
        (element, [memory, keep]) => {
          const canvases = element.querySelectorAll<HTMLCanvasElement>(':scope > div > div > canvas');
          const strengths = [...canvases].flatMap((canvas) => {
            const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
            return [...data].filter((_, i) => i % 4 === 3);
          });
          const { kept } = memory;
          let most = kept.length === strengths.length ? 0 : 255;
          for (const [i, strength] of strengths.entries())
            most = Math.max(most, Math.abs(strength - (kept[i] ?? 0)));
          if (keep) memory.kept = strengths;
          return most;
        },
        [memory, keep] as const,
      ),
    marked: () => memory.evaluate(({ kept }) => kept.filter((strength) => strength > 0).length),
  };
}
