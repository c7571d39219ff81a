import { join } from 'node:path';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { type Live, liveSchema } from '../../src-main/contract/window/jobs';
import { expect, test } from './fixtures';
import { openPhoto, restoreButton, tick, untick, writePhoto } from './steps';

test.use({ model: 'tiny' });

test('a repair that is ticked begins with what was measured of the photo, until another value is chosen', async ({
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

test('a preview shows the other repairs while no scratch is marked, by its button and by its key', async ({
  desktop: { app, page },
  data,
}) => {
  await writePhoto(join(data, 'photo.png'));
  await openPhoto(app, page, join(data, 'photo.png'), 'photo.png');
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

/** Everything that is shown of a preview from now on. */
async function listenToPreviews(page: Page): Promise<() => Promise<Live[]>> {
  const heard = await page.evaluateHandle(() => {
    const log: unknown[] = [];
    globalThis.daguerre.on('live', (live) => log.push(live));
    return log;
  });
  return async () => {
    const entries: unknown[] = await heard.jsonValue();
    return entries.map((entry) => liveSchema.parse(entry)).filter(({ preview }) => preview);
  };
}

/** A flat photo under noise of 20 levels. */
async function writeNoisyPhoto(path: string): Promise<void> {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 20 };
  await sharp({ create: { width: 240, height: 160, channels: 3, background: 'grey', noise } })
    .png()
    .toFile(path);
}
