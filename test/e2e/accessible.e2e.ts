import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import { answerDialogs } from './desktop';
import { expect, test } from './fixtures';
import {
  candidate,
  type JobLog,
  listenToJobs,
  openNewPhoto,
  openPhoto,
  pauseNextRestoration,
  restoreButton,
  tick,
  untick,
  waitForState,
  writePhoto,
} from './steps';

for (const theme of ['dark', 'light'] as const) {
  test.describe(`axe, ${theme}`, () => {
    test.use({ model: 'tiny' });

    test('finds nothing in any state of the window', async ({ desktop: { app, page }, data }) => {
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await page.evaluate((chosen) => globalThis.daguerre.requests.changeSettings({ theme: chosen }), theme);
      await page.reload();
      await expect(page.getByRole('button', { name: 'Cup of coffee' })).toBeVisible();
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      await expectNothing(page, 'empty window');
      await page.getByRole('radio', { name: 'Library' }).click();
      await expect(page.getByRole('button', { name: 'Choose a folder of photos …' })).toBeVisible();
      await expectNothing(page, 'library');
      await page.getByRole('radio', { name: 'Photo' }).click();

      await writePhoto(join(data, 'photo.jpg'));
      await openPhoto(app, page, join(data, 'photo.jpg'), 'photo.jpg');
      await expect(page.getByText('Looking at the photo …')).toBeHidden();
      for (const repair of ['Noise and grain', 'Blur', 'Enlarge']) await tick(page, repair);
      await page.getByRole('button', { name: 'Advanced' }).click();
      await page.getByRole('button', { name: 'Saved settings' }).click();
      await page.getByRole('button', { name: 'Brush: mark damage' }).click();
      await expectNothing(page, 'open photo');
      await page.getByRole('button', { name: 'More' }).click();
      await page.keyboard.press('ArrowDown');
      await expect(page.locator('[role=menuitem][data-focused] kbd')).toBeVisible();
      await expectNothing(page, 'menu');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /Runs on$/ }).click();
      await expect(page.locator('[role=option][data-focused][data-selected]')).toBeVisible();
      await expectNothing(page, 'list');
      await page.keyboard.press('Escape');
      for (const repair of ['Blur', 'Enlarge']) await untick(page, repair);

      const log = await listenToJobs(page);
      await pauseNextRestoration(page);
      await restoreButton(page).click();
      await waitForState(log, 'paused');
      await expectNothing(page, 'running');
      await page.getByRole('button', { name: 'Continue', exact: true }).click();
      await expect(candidate(page, 1)).toBeVisible({ timeout: 60_000 });
      await page.getByRole('button', { name: 'Slider', exact: true }).click();
      await page.getByRole('tab', { name: 'Results' }).click();
      await expectNothing(page, 'results');
      await page.getByRole('tab', { name: 'Photo' }).click();
      await expectNothing(page, 'photo');

      await page.keyboard.press('ControlOrMeta+s');
      await expect(page.getByRole('dialog', { name: 'Save the restoration' })).toBeVisible();
      await expectNothing(page, 'save dialog');
      await page.keyboard.press('Escape');
      await page.keyboard.press('ControlOrMeta+,');
      await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
      await expectNothing(page, 'settings');
      await page.keyboard.press('Escape');
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
      await expectNothing(page, 'shortcuts');
      await page.keyboard.press('Escape');
      await page.keyboard.press('F1');
      await expect(page.getByRole('tab', { name: 'Remove scratches and dust' })).toBeVisible();
      await expectNothing(page, 'help');
      await page.getByRole('button', { name: 'Tour in five steps' }).click();
      await expect(page.getByRole('dialog', { name: 'A photo to try it on' })).toBeVisible();
      await expectNothing(page, 'tour');
    });
  });
}

test('a whole restoration is done by keyboard alone, and the focus can always be seen', async ({
  desktop: { app, page },
  data,
}) => {
  const saved = join(data, 'by keyboard.png');
  await answerDialogs(app, { save: saved });
  await tabTo(page, page.getByRole('button', { name: 'Cup of coffee' }));
  await page.keyboard.press('Enter');
  const stage = page.getByRole('application', { name: /^Photo coffee/ });
  await expect(stage).toBeVisible();

  await tabTo(page, page.getByRole('checkbox', { name: 'Scratches and spots', exact: true }));
  await page.keyboard.press('Space');
  await tabTo(page, page.getByRole('button', { name: 'Mark by brush' }));
  await page.keyboard.press('Enter');
  await expect(stage).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Space');
  for (let step = 0; step < 5; step++) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Space');
  await expect(page.getByText(/% of the photo is marked/)).toBeVisible();

  await tabTo(page, restoreButton(page));
  await page.keyboard.press('Enter');
  await expect(candidate(page, 1)).toBeVisible({ timeout: 90_000 });
  // The button that was pressed keeps the focus meanwhile.
  await expect(restoreButton(page)).toBeFocused();

  await page.keyboard.press('ControlOrMeta+s');
  await tabTo(page, page.getByRole('button', { name: 'Save as …' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Saved by keyboard\.png/).first()).toBeVisible();
  const [before, after] = [await samples('examples/coffee.jpg'), await samples(saved)];
  const changed = after.flatMap((value, at) => (value === before[at] ? [] : [at]));
  // The stroke lies in the middle of the photo (600 x 400 pixels), and nothing else has changed.
  expect(changed.length).toBeGreaterThan(100);
  const columns = changed.map((at) => Math.floor(at / 3) % 600);
  const rows = changed.map((at) => Math.floor(at / 3 / 600));
  expect(Math.max(...columns) - Math.min(...columns)).toBeLessThan(120);
  expect(Math.max(...rows) - Math.min(...rows)).toBeLessThan(60);
});

test('the chosen tool says what the keyboard does on the photo', async ({ desktop: { app, page }, data }) => {
  await openNewPhoto(app, page, data);
  const stage = page.getByRole('application');
  for (const [tool, words] of [
    ['Move the picture', 'Arrow keys move the picture, plus and minus zoom.'],
    ['Brush: mark damage', 'Arrow keys move the crosshair, the space bar puts the brush down.'],
    ['Scratch line', 'Arrow keys move the crosshair, the space bar sets a point, Enter ends the line.'],
    [
      'Trace a scratch by one click',
      'Arrow keys move the crosshair, the space bar marks the scratch there from end to end.',
    ],
    [
      'Magic wand: by colour',
      'Arrow keys move the crosshair, the space bar chooses what has the colour there.',
    ],
  ] as const) {
    await page.getByRole('button', { name: tool }).click();
    await expect(stage).toHaveAccessibleDescription(words);
  }
});

/** Takes noise out of the open photo, and holds that before the network is called. */
async function startPaused(page: Page): Promise<JobLog> {
  await tick(page, 'Noise and grain');
  const log = await listenToJobs(page);
  await pauseNextRestoration(page);
  await restoreButton(page).click();
  await waitForState(log, 'paused');
  return log;
}

test.describe('announcements for screen readers', () => {
  test.use({ model: 'tiny' });

  test('the end of a restoration is announced under an open dialog', async ({
    desktop: { app, page },
    data,
  }) => {
    await openNewPhoto(app, page, data);
    const log = await startPaused(page);
    await page.keyboard.press('ControlOrMeta+,');
    await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
    const [job] = await log.restorations();
    await page.evaluate((id) => globalThis.daguerre.requests.resumeJob({ job: id }), job?.id ?? '');
    const said = page.locator('[role=status]', { hasText: 'Restored. 1 result is ready.' });
    await expect(said).toBeAttached();
    await expect(page.locator('[inert], [aria-hidden=true]').filter({ has: said })).toHaveCount(0);
    expect(await said.evaluate((element) => element.matches('[inert], [aria-hidden=true]'))).toBe(false);
  });
});

test.describe('the keyboard’s focus', () => {
  test.use({ model: 'tiny' });

  test('moves to the next useful control', async ({ desktop: { app, page }, data }) => {
    await openNewPhoto(app, page, data);
    const log = await startPaused(page);
    await tabTo(page, page.getByRole('button', { name: 'Cancel', exact: true }));
    await page.keyboard.press('Enter');
    await waitForState(log, 'cancelled');
    await expect(restoreButton(page)).toBeFocused();

    await page.keyboard.press('Enter');
    await expect(candidate(page, 1)).toBeVisible({ timeout: 60_000 });
    const another = page.getByRole('button', { name: 'Another candidate' }).last();
    await tabTo(page, another);
    await page.keyboard.press('Enter');
    await expect(candidate(page, 2)).toBeVisible({ timeout: 60_000 });
    await expect(another).toBeFocused();

    await page.getByRole('tab', { name: 'Photo' }).click();
    await page.getByRole('button', { name: 'Crop and straighten' }).click();
    await tabTo(page, page.getByRole('button', { name: 'Cancel', exact: true }));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('application')).toBeFocused();
  });
});

async function expectNothing(page: Page, state: string): Promise<void> {
  // Legacy mode: Electron can't open the second page that axe would finish in.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  expect([state, found]).toEqual([state, []]);
}

/** Presses Tab until the element has the focus; every stop on the way must show its focus. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(describeFocus);
    expect(stop).toEqual({ ...stop, visible: true, beyond: [] });
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error('Tab does not lead there');
}

/**
 * What has the focus, whether an outline around it, or around the label that stands for it, shows that, and what else
 * is outlined with it: nothing that holds other stops too.
 */
function describeFocus(): { element: string; visible: boolean; beyond: string[] } {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return { element: 'the page', visible: true, beyond: [] };
  const label = focused.closest('label');
  const box = focused.closest('[data-focus-within], [role=group]');
  const around = [focused, label, ...(label?.querySelectorAll('*') ?? []), box, focused.parentElement];
  const isOutlined = (element: Element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
  };
  return {
    element: focused.outerHTML.slice(0, 200),
    visible: around.some((element) => element && isOutlined(element)),
    beyond: [...document.querySelectorAll('*')]
      .filter((element) => element.contains(focused) && !around.includes(element) && isOutlined(element))
      .filter((element) => element.querySelectorAll('button, input, a, [tabindex]').length > 1)
      .map(({ className }) => className),
  };
}

async function samples(path: string): Promise<number[]> {
  return [...(await sharp(path).removeAlpha().raw().toBuffer())];
}
