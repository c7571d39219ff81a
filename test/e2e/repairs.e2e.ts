import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from './fixtures';
import { openPhoto, tick, untick } from './steps';

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

/** A flat photo under noise of 20 levels. */
async function writeNoisyPhoto(path: string): Promise<void> {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 20 };
  await sharp({ create: { width: 240, height: 160, channels: 3, background: 'grey', noise } })
    .png()
    .toFile(path);
}
