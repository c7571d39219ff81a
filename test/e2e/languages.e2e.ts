import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { LOCALES } from '../../src-main/contract/window/program';
import de from '../../src-renderer/messages/de.json' with { type: 'json' };
import en from '../../src-renderer/messages/en.json' with { type: 'json' };
import es from '../../src-renderer/messages/es.json' with { type: 'json' };
import fr from '../../src-renderer/messages/fr.json' with { type: 'json' };
import ja from '../../src-renderer/messages/ja.json' with { type: 'json' };
import zh from '../../src-renderer/messages/zh.json' with { type: 'json' };
import { expect, test } from './fixtures';
import { pseudo, speakPseudo } from './pseudo-locale';
import { listenToJobs, pauseNextRestoration, waitForState } from './steps';
import { cutOffText, textOnScreen } from './text-faults';

// In the browser: the page is the same there, and its window can be of any size.
test.use({ model: 'tiny' });
test.setTimeout(240_000);

type Key = keyof typeof en & keyof typeof ja;
type Words = (key: Key) => string;

const catalogues = { en, de, es, fr, zh, ja };
const LAPTOP = { width: 1280, height: 800, deviceScaleFactor: 1 };
/** The remaining size at twice the text size. */
const ZOOMED = { width: 640, height: 400, deviceScaleFactor: 2 };
const LONG_NAMED = { name: 'IMG_20190412_153012_of_the_album.jpg', mimeType: 'image/jpeg' };
/** Names that are the same everywhere, and times of day. */
const FOREIGN =
  /coffee\.jpg|boyden\.jpg|IMG_[\w.]+|sRGB|JPEG|PNG|TIFF|WebP|AVIF|Ctrl|Shift|Esc|Enter|\d [AP]M/g;

for (const language of LOCALES) {
  test(`${language}: no text is cut off on a small screen or at 200 %`, async ({ served: { page } }) => {
    await page.evaluate(
      (chosen) => globalThis.daguerre.requests.changeSettings({ language: chosen }),
      language,
    );
    await page.reload();
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    const faults = await visitStates(page, (key) => catalogues[language][key]);
    expect(faults).toEqual([]);
  });
}

test('a language of long words is cut off nowhere, and every text comes from a message', async ({
  served: { page },
}) => {
  await speakPseudo(page);
  await page.reload();
  expect(await visitStates(page, (key) => pseudo(en[key]), unsaid)).toEqual([]);
  // The check does find text that is cut off.
  const tab = page.getByRole('tab').first();
  await tab.evaluate((element: HTMLElement) => {
    Object.assign(element.style, { width: '20px', overflow: 'hidden', whiteSpace: 'nowrap' });
  });
  expect(await cutOffText(page)).toEqual([
    expect.stringContaining('is cut at'),
    expect.stringContaining('wide in 20'),
  ]);
});

/**
 * Text that no message of the pseudo-language holds: it was written into the program. The help's pages are texts of their
 * own, in each language.
 */
function unsaid(texts: readonly string[], state: string): string[] {
  if (state === 'help') return [];
  return texts.filter((text) => {
    let left = text.replaceAll(FOREIGN, '');
    // Some messages contain other messages.
    while (/⟦[^⟦⟧]*⟧/.test(left)) left = left.replaceAll(/⟦[^⟦⟧]*⟧/g, '');
    return /[A-Za-z]{2,}/.test(left);
  });
}

/** Faults of the text in every main state of the window, each with the state it was seen in. */
async function visitStates(
  page: Page,
  words: Words,
  alsoWrong: (texts: readonly string[], state: string) => string[] = () => [],
): Promise<string[]> {
  const faults: string[] = [];
  const cdp = await page.context().newCDPSession(page);
  /** @param inReach what must be on screen whole */
  const look = async (state: string, inReach?: Locator) => {
    for (const size of [ZOOMED, LAPTOP]) {
      await cdp.send('Emulation.setDeviceMetricsOverride', { ...size, mobile: false });
      await page.evaluate(
        () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
      );
      if (inReach) await expect(inReach).toBeInViewport({ ratio: 1 });
      const found = await cutOffText(page);
      faults.push(...found.map((fault) => `${state}, ${size.width} wide: ${fault}`));
    }
    const texts = await textOnScreen(page);
    const keys = texts.filter((text) => text in en);
    faults.push(...[...keys, ...alsoWrong(texts, state)].map((text) => `${state}: “${text}” is no message`));
  };
  const button = (key: Key) => page.getByRole('button', { name: words(key), exact: true });

  await expect(button('empty.open')).toBeVisible();
  await look('empty window');
  await page.getByRole('radio', { name: words('library.place.library'), exact: true }).click();
  await expect(page.getByText(words('library.noFolders.title'))).toBeVisible();
  await look('library, where no folder can be chosen');
  await page.getByRole('radio', { name: words('library.place.photo'), exact: true }).click();
  await button('example.coffee').click();
  await expect(page.getByRole('application')).toBeVisible();
  for (const repair of [
    'repair.scratches',
    'repair.noise',
    'repair.blur',
    'repair.colour',
    'repair.enlarge',
  ] as const) {
    await page
      .locator('label')
      .filter({ hasText: words(repair) })
      .first()
      .click();
  }
  await button('advanced.title').click();
  await button('preset.label').click();
  await button('tool.brush').click();
  await expect(page.getByText(words('suggest.looking'))).toBeHidden({ timeout: 30_000 });
  await look('repairs', button('command.restore'));
  await button('command.menu').click();
  await look('menu');
  await page.keyboard.press('Escape');
  await button('mask.menu').click();
  await look('menu of the marks');
  await page.keyboard.press('Escape');

  for (const repair of ['repair.scratches', 'repair.colour', 'repair.enlarge'] as const) {
    await page
      .locator('label')
      .filter({ hasText: words(repair) })
      .first()
      .click();
  }
  const log = await listenToJobs(page);
  // The tiny network ends one candidate, or four, before a busy page has asked for the pause.
  const candidates = page.getByRole('textbox', { name: words('advanced.samples'), exact: true });
  await candidates.fill('12');
  await candidates.press('Enter');
  await pauseNextRestoration(page);
  await button('command.restore').click();
  await waitForState(log, 'paused');
  await button('command.restore').click();
  await expect.poll(async () => (await log.restorations()).length).toBe(2);
  await look('running, with a queue');
  await button('job.resume').click();
  await waitForState(log, 'done', 1);
  await button('compare.slider').click();
  await page.getByRole('tab', { name: words('panel.results') }).click();
  await page.getByRole('checkbox', { name: words('result.spread') }).waitFor();
  await look('results');
  await page.getByRole('tab', { name: words('panel.picture') }).click();
  await look('photo');

  for (const [keys, state] of [
    ['ControlOrMeta+s', 'save dialog'],
    ['ControlOrMeta+,', 'settings'],
    ['?', 'shortcuts'],
    ['F1', 'help'],
  ] as const) {
    await page.keyboard.press(keys);
    await expect(page.getByRole('dialog')).toBeVisible();
    await look(state);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  }

  await button('command.menu').click();
  await page.getByRole('menuitem', { name: words('command.tour') }).click();
  for (const step of ['photo', 'scratches', 'restore', 'compare', 'save'] as const) {
    const card = page.getByRole('dialog', { name: words(`tour.${step}`) });
    await look(`tour: ${step}`, card);
    await card.getByRole('button').last().click();
  }

  const choosing = page.waitForEvent('filechooser');
  await page.keyboard.press('ControlOrMeta+o');
  await (await choosing).setFiles({ ...LONG_NAMED, buffer: await readFile('examples/coffee.jpg') });
  await expect(page.getByRole('application', { name: LONG_NAMED.name })).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press('ControlOrMeta+Shift+s');
  await expect(page.getByRole('link')).toBeVisible();
  await look('alert of a long name', button('alert.dismiss'));
  return faults;
}
