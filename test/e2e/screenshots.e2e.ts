import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { fontOf, pictureOf, showEmpty, showHelp, showMarked } from '../screenshots/states.mjs';
import { expect, test } from './fixtures';

/**
 * What `npm run screenshots` has written is what the window looks like, in averages of 16 x 16 pixels: letters may be
 * smoothed otherwise. With another font lines break elsewhere, and nothing can be compared.
 */
const CELL = 16;
/** In 8-bit levels: of all averages together, and what a few of them may exceed. */
const MEAN = 1.5;
const FAR = 24;
const FAR_SHARE = 0.002;

test('the committed screenshots show the window as it is', async ({ desktop: { app, page } }) => {
  const far = async (name: string) => {
    const found: string[] = [];
    for (const theme of ['dark', 'light'] as const) {
      const now = await averages(await pictureOf(page, theme));
      const kept = await averages(join('docs', 'screenshots', `${name}-${theme}.webp`));
      const fault = difference(now, kept);
      if (fault) found.push(`${name}-${theme}: ${fault}`);
    }
    return found;
  };
  await showEmpty(page);
  const { width } = JSON.parse(await readFile(join('docs', 'screenshots', 'font.json'), 'utf8'));
  test.skip(Math.abs((await fontOf(page)) - width) > 0.5, 'the pictures were made with another font');
  const faults = await far('empty');
  await showHelp(page);
  faults.push(...(await far('help')));
  await page.keyboard.press('Escape');
  await showMarked(app, page);
  faults.push(...(await far('marked')));
  expect(faults, 'npm run screenshots makes them anew').toEqual([]);
});

test('the comparison notices a tool that was added after the pictures were made', async () => {
  const path = 'docs/screenshots/marked-dark.webp';
  // The tools below it are each one place further down.
  const icon = { create: { width: 40, height: 36, channels: 3 as const, background: '#e0a458' } };
  const changed = sharp(path).composite(
    [0, 1, 2].map((at) => ({ input: icon, left: 4, top: 230 + 36 * at })),
  );
  expect(difference(await averages(await changed.png().toBuffer()), await averages(path))).toContain('far');
  expect(difference(await averages(path), await averages(path))).toBeUndefined();
});

/** The picture's averages, row by row. */
async function averages(picture: Buffer | string): Promise<Uint8Array> {
  const { width, height } = await sharp(picture).metadata();
  return (
    sharp(picture)
      .removeAlpha()
      // A WebP that is made smaller while it is read is rounded otherwise than a PNG.
      .resize(width / CELL, height / CELL, { kernel: 'linear', fit: 'fill', fastShrinkOnLoad: false })
      .raw()
      .toBuffer()
  );
}

function difference(now: Uint8Array, kept: Uint8Array): string | undefined {
  if (now.length !== kept.length) return `it has ${now.length} averages instead of ${kept.length}`;
  const apart = [...now].map((value, at) => Math.abs(value - (kept[at] ?? 0)));
  const mean = apart.reduce((sum, one) => sum + one, 0) / apart.length;
  const far = apart.filter((one) => one > FAR).length / apart.length;
  if (mean <= MEAN && far <= FAR_SHARE) return undefined;
  return `${mean.toFixed(1)} levels apart, ${(100 * far).toFixed(1)} % of it far`;
}
