import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { candidate, openNewPhoto, type Place, paint, restoreButton, stroke } from './steps';

test.setTimeout(120_000);

test('a candidate that is painted over another shows through the strokes and becomes a part of a new result', async ({
  desktop: { app, page },
  data,
}) => {
  await openNewPhoto(app, page, data);
  await paint(page, [0.45, 0.5], [0.5, 0.5]);
  await restoreButton(page).click();
  await expect(page.getByText('Ready', { exact: true })).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Another candidate' }).click();
  await expect(candidate(page, 2)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('Ready', { exact: true })).toBeVisible({ timeout: 60_000 });

  await page.getByRole('tab', { name: 'Results' }).click();
  await page
    .getByRole('heading', { name: 'Paint parts of another candidate in' })
    .locator('..')
    .getByRole('button', { name: 'Candidate 1', exact: true })
    .click();
  // Far from the hole both candidates are the photo: what shows through the stroke is what lies below it.
  const place: Place = [0.55, 0.42];
  await stroke(page, [0.51, 0.42], [0.59, 0.42]);
  await expect.poll(() => seenAt(page, place)).toMatchObject({ alpha: 255, difference: 0 });
  await page.getByRole('button', { name: 'Apply', exact: true }).click();
  await expect(page.getByText('Put together by hand').first()).toBeVisible();
  // No marks cover it: neither the ones painted over nor the damage.
  await expect.poll(() => seenAt(page, place)).toBeNull();
  await expect.poll(() => seenAt(page, [0.48, 0.5])).toBeNull();
});

/** What the mask's canvases have at a place of the stage, and how far it is from the picture's own pixel there. */
function seenAt(page: Page, place: Place): Promise<{ alpha: number; difference: number } | null> {
  return page
    .getByRole('application')
    .locator('..')
    .evaluate((stage, [x, y]) => {
      const box = stage.getBoundingClientRect();
      const at = { x: Math.round(box.x + box.width * x), y: Math.round(box.y + box.height * y) };
      const pixels = [...stage.querySelectorAll('canvas')].flatMap((canvas) => {
        const area = canvas.getBoundingClientRect();
        if (at.x < area.x || at.y < area.y || at.x >= area.right || at.y >= area.bottom) return [];
        const scale = canvas.width / area.width;
        const data = canvas
          .getContext('2d')
          ?.getImageData(Math.floor((at.x - area.x) * scale), Math.floor((at.y - area.y) * scale), 1, 1).data;
        return data && data[3] > 0 ? [data] : [];
      });
      const [picture, over] = pixels;
      if (!picture || !over) return null;
      const difference = Math.max(...[0, 1, 2].map((c) => Math.abs(picture[c] - over[c])));
      return { alpha: over[3], difference };
    }, place);
}
