import { join } from 'node:path';
import sharp from 'sharp';
import { answerDialogs } from './desktop';
import { expect, test } from './fixtures';
import { candidate, listenToPreviews, openPhoto, restoreButton } from './steps';

test.use({ model: 'tiny' });

/** A faded photo with a white scratch. */
async function writeOldPhoto(path: string): Promise<void> {
  const scratch = Buffer.from(
    '<svg width="240" height="160"><path d="M60 40L150 110" stroke="white" stroke-width="3"/></svg>',
  );
  const photo = await sharp('examples/coffee.jpg')
    .resize(240, 160)
    .linear([0.45, 0.42, 0.36], [75, 68, 60])
    .png()
    .toBuffer();
  await sharp(photo)
    .composite([{ input: scratch }])
    .png()
    .toFile(path);
}

test('an old photograph is restored and saved in four clicks, by a plan with the measured values', async ({
  desktop: { app, page },
  data,
}) => {
  const [photo, saved] = [join(data, 'old.png'), join(data, 'restored.png')];
  await writeOldPhoto(photo);
  await openPhoto(app, page, photo, 'old.png');
  const previews = await listenToPreviews(page);
  await page.getByRole('button', { name: 'Old photograph' }).click();
  const plan = page.getByRole('group', { name: 'Plan for this old photograph' });
  const scratches = plan.getByRole('checkbox', { name: /^Scratches and dust, \d+(\.\d+)? % of the photo/ });
  await expect(scratches).toBeChecked();
  await expect(plan.getByRole('checkbox', { name: /^Faded, \d+ % of its contrast left/ })).toBeChecked();
  await expect(plan.getByRole('checkbox', { name: /^A single tone/ })).toBeChecked();
  await expect(page.getByRole('checkbox', { name: 'Faded colours' })).toBeChecked();
  // The preview appears without a click.
  await expect.poll(async () => (await previews()).length).toBe(1);

  await restoreButton(page).click();
  await expect(candidate(page, 1)).toBeVisible();
  await answerDialogs(app, { save: saved });
  await page.getByRole('button', { name: 'Save …' }).click();
  await page.keyboard.press('Enter');
  await expect
    .poll(async () =>
      sharp(saved)
        .metadata()
        .then(
          ({ width }) => width,
          () => 0,
        ),
    )
    .toBe(240);
});

test('each part of the plan can be left out and undone by keyboard alone', async ({
  desktop: { app, page },
  data,
}) => {
  const photo = join(data, 'old.png');
  await writeOldPhoto(photo);
  await openPhoto(app, page, photo, 'old.png');
  const button = page.getByRole('button', { name: 'Old photograph' });
  await expect(button).toBeEnabled();
  await button.focus();
  await page.keyboard.press('Enter');
  const plan = page.getByRole('group', { name: 'Plan for this old photograph' });
  const faded = plan.getByRole('checkbox', { name: /^Faded/ });
  await expect(faded).toBeChecked();
  await faded.focus();
  await page.keyboard.press('Space');
  await expect(faded).not.toBeChecked();
  await expect(page.getByRole('checkbox', { name: 'Faded colours' })).not.toBeChecked();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(faded).toBeChecked();
});
