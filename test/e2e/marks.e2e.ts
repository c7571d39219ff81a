import { expect, test } from './fixtures';
import { openNewPhoto, paint, restoreButton } from './steps';

test.use({ model: 'tiny' });

test('marks that change after a restoration become visible again', async ({
  desktop: { app, page },
  data,
}) => {
  await openNewPhoto(app, page, data);
  await paint(page, [0.45, 0.5], [0.5, 0.5]);
  await restoreButton(page).click();
  await expect(page.getByText('Ready', { exact: true })).toBeVisible({ timeout: 60_000 });
  const shown = () => page.getByRole('menuitemradio', { checked: true });
  const look = async () => {
    await page.getByRole('button', { name: 'Marked damage' }).click();
    const words = await shown().textContent();
    await page.keyboard.press('Escape');
    return words;
  };
  expect(await look()).toBe('Hidden');
  await page.keyboard.press('ControlOrMeta+z');
  expect(await look()).toBe('Over the picture');
});

test('the space bar moves the photo right after a tool was taken with the mouse', async ({
  desktop: { app, page },
  data,
}) => {
  await openNewPhoto(app, page, data, 2400, 1600);
  await page.keyboard.press('ControlOrMeta+1');
  await page.getByRole('button', { name: 'Brush: mark damage' }).click();
  const box = await page.getByRole('application').boundingBox();
  if (!box) throw new Error('the stage is not on screen');
  await page.mouse.move(box.x + 300, box.y + 300);
  await page.keyboard.down(' ');
  await page.mouse.down();
  await page.mouse.move(box.x + 200, box.y + 200, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up(' ');
  // A first mark would tick the repair.
  await expect(page.getByRole('checkbox', { name: 'Scratches and spots', exact: true })).not.toBeChecked();
  await expect(page.getByRole('button', { name: 'Brush: mark damage' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
});
