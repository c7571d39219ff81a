import type { Page } from '@playwright/test';
import sharp from 'sharp';
import type {} from '../../src-main/contract/window/bridge';
import { expect } from './fixtures';
import { distanceFromScratch, SCRATCH, SIZE, samplesOf } from './scratched-photo';

// One restoration from the open photo to the saved file, the same in every host of the window.

/** Paints over the scratch with the mouse, takes a stroke back, restores twice, compares and chooses. */
export async function restoreAndCompare(page: Page): Promise<void> {
  const stage = page.getByLabel('Photo scratched.png');
  await expect(stage).toBeVisible();
  await page.keyboard.press('ControlOrMeta+1');
  await page.getByRole('button', { name: 'Brush: mark damage' }).click();
  const restore = page.getByRole('button', { name: 'Restore', exact: true });

  await drag(page, { x: 20, y: 20 }, { x: 60, y: 20 });
  await expect(page.getByText(/% of the photo is marked/)).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  // The repair was ticked for the mark, and goes with it.
  await expect(page.getByRole('checkbox', { name: 'Scratches and spots', exact: true })).not.toBeChecked();
  await drag(page, SCRATCH.from, SCRATCH.to);
  await expect(page.getByText(/% of the photo is marked/)).toBeVisible();

  const steps = collectSteps(page);
  await restore.click();
  await expect(thumbnail(page, 1)).toBeVisible({ timeout: 120_000 });
  expect(await steps()).toEqual(expect.arrayContaining(['preview', 'live', 'done']));

  await page.getByRole('button', { name: 'Another candidate' }).click();
  await expect(thumbnail(page, 2)).toBeVisible({ timeout: 120_000 });
  await page.getByRole('button', { name: 'Slider', exact: true }).click();
  const divider = page.getByRole('slider', { name: 'Divider between before and after' });
  await divider.focus();
  await page.keyboard.press('ArrowRight');
  await thumbnail(page, 1).click();
  await expect(thumbnail(page, 1)).toHaveAttribute('aria-pressed', 'true');
}

const thumbnail = (page: Page, number: number) =>
  page.getByRole('button', { name: `Candidate ${number}`, exact: true });

/** Strokes from one picture pixel to another, at actual size with the picture in the middle of the stage. */
async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  const box = await page.getByLabel('Photo scratched.png').boundingBox();
  if (!box) throw new Error('the stage is not on screen');
  const at = ({ x, y }: { x: number; y: number }): [number, number] => [
    box.x + box.width / 2 + x - SIZE.width / 2,
    box.y + box.height / 2 + y - SIZE.height / 2,
  ];
  await page.mouse.move(...at(from));
  await page.mouse.down();
  await page.mouse.move(...at(to), { steps: 10 });
  await page.mouse.up();
}

/** Records the page's events from now on; the returned function gives them once a job is done. */
function collectSteps(page: Page): () => Promise<string[]> {
  const heard = page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const steps: string[] = [];
        globalThis.daguerre.on('live', (live) => {
          const preview = typeof live === 'object' && live !== null && 'preview' in live && live.preview;
          steps.push(preview ? 'preview' : 'live');
        });
        globalThis.daguerre.on('job', (job) => {
          if (typeof job !== 'object' || job === null || !('kind' in job) || !('state' in job)) return;
          if (job.kind === 'restore' && job.state === 'done') resolve([...steps, 'done']);
        });
      }),
  );
  return () => heard;
}

export async function saveAsPng(page: Page, button: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Save the restoration' });
  await dialog.getByText('PNG', { exact: true }).click();
  await dialog.getByRole('button', { name: button }).click();
}

/** The saved file, read again: the scratch is gone, all else is the same, and so are profile, date and resolution. */
export async function checkSaved(photo: string, saved: string): Promise<void> {
  const [before, after] = [await samplesOf(photo), await samplesOf(saved)];
  expect(after.channels).toBe(before.channels);
  let changedFar = 0;
  let whiteOnScratch = 0;
  for (let y = 0; y < SIZE.height; y++) {
    for (let x = 0; x < SIZE.width; x++) {
      const at = (y * SIZE.width + x) * before.channels;
      const same = before.data.subarray(at, at + 3).equals(after.data.subarray(at, at + 3));
      const distance = distanceFromScratch(x, y);
      // The brush's radius is 12 pixels, and the restoration fades out over 4 more.
      if (distance > 12 + 4 + 1 && !same) changedFar++;
      if (distance < 1 && Math.min(...after.data.subarray(at, at + 3)) > 230) whiteOnScratch++;
    }
  }
  expect(changedFar).toBe(0);
  expect(whiteOnScratch).toBe(0);
  const [old, now] = [await sharp(photo).metadata(), await sharp(saved).metadata()];
  expect(old.icc?.length).toBeGreaterThan(0);
  expect(now.icc).toEqual(old.icc);
  expect(now.density).toBe(old.density);
  expect(now.exif?.includes('1931:05:17 10:00:00')).toBe(true);
}
