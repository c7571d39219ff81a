import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { writePhoto } from './steps';

test.use({ model: 'tiny' });

/** Holds a photo of this name over an element, and lets it go there. */
async function drop(page: Page, onto: Locator, path: string, name: string): Promise<void> {
  const bytes = (await readFile(path)).toString('base64');
  const dataTransfer = await page.evaluateHandle(
    ([encoded = '', called = '']) => {
      const transfer = new DataTransfer();
      const content = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([content], called, { type: 'image/png' }));
      return transfer;
    },
    [bytes, name],
  );
  await onto.dispatchEvent('dragover', { dataTransfer });
  await onto.dispatchEvent('drop', { dataTransfer });
}

test('a photo that is dropped on any part of the window opens, in the library too, but not behind a dialog', async ({
  desktop: { page },
  data,
}) => {
  const photo = join(data, 'photo.png');
  await writePhoto(photo);
  const parts: readonly [string, Locator][] = [
    ['empty.png', page.getByRole('heading', { name: 'Drop a photo here' })],
    ['panel.png', page.getByRole('tab', { name: 'Repairs' })],
    ['top.png', page.getByRole('banner')],
    ['stage.png', page.getByRole('application')],
  ];
  for (const [name, part] of parts) {
    await drop(page, part, photo, name);
    await expect(page.getByLabel(`Photo ${name}`)).toBeVisible();
  }
  await page.getByRole('radio', { name: 'Library' }).click();
  await drop(page, page.getByRole('button', { name: 'Choose a folder of photos …' }), photo, 'library.png');
  await expect(page.getByLabel('Photo library.png')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Open photos: 5 of 5' })).toBeVisible();

  await page.keyboard.press('ControlOrMeta+,');
  await drop(page, page.getByRole('dialog', { name: 'Settings' }), photo, 'behind.png');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Open photos: 5 of 5' })).toBeVisible();
});

test('files dragged over the window are announced as accepted, and other things are not', async ({
  desktop: { page },
}) => {
  const root = page.locator('html');
  const target = page.getByRole('heading', { name: 'Drop a photo here' });
  const files = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([], 'photo.png'));
    return transfer;
  });
  await target.dispatchEvent('dragover', { dataTransfer: files });
  await expect(root).toHaveAttribute('data-drop-target');
  await root.dispatchEvent('dragleave', { dataTransfer: files });
  await expect(root).not.toHaveAttribute('data-drop-target');
  const text = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.setData('text/plain', 'a word');
    return transfer;
  });
  await target.dispatchEvent('dragover', { dataTransfer: text });
  await expect(root).not.toHaveAttribute('data-drop-target');
});
