// `npm run screenshots`: the window's main states, dark and light, as pictures in docs/screenshots. The real program with
// the real network, on the photos that come with it; takes a minute or two.
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import sharp from 'sharp';
import { buildIfStale, root } from '../../src-main/setup/install.mjs';
import { closeUnasked } from '../setup/close-unasked.mjs';
import { electronForTests } from '../setup/electron.mjs';
import { startScreen } from '../setup/screen.mjs';
import {
  button,
  examples,
  fontOf,
  LAPTOP,
  open,
  pictureOf,
  showEmpty,
  showHelp,
  showMarked,
} from './states.mjs';

const DESKTOP = { width: 1920, height: 1080 };
const OUT = join(root, 'docs', 'screenshots');

buildIfStale();
const electron = await electronForTests();
if (!electron) throw new Error('there is no Electron to take pictures of');
const stopScreen = await startScreen();
const folder = await mkdtemp(join(tmpdir(), 'daguerre-screenshots-'));
await mkdir(OUT, { recursive: true });
await mkdir(join(folder, 'data'));
// The tour doesn't open where there are settings already.
await writeFile(join(folder, 'data', 'settings.json'), '{}');
const app = await _electron.launch({
  executablePath: join(electron, process.platform === 'win32' ? 'electron.exe' : 'electron'),
  args: ['--no-sandbox', '--disable-gpu', root],
  env: { ...process.env, DAGUERRE_DATA: join(folder, 'data') },
});
const page = await app.firstWindow();
try {
  await takeAll();
} finally {
  await closeUnasked(app);
  await rm(folder, { recursive: true, force: true });
  stopScreen();
}

async function takeAll() {
  await showEmpty(page);
  await writeFile(join(OUT, 'font.json'), `{ "width": ${await fontOf(page)} }\n`);
  await take('empty');
  await showHelp(page);
  await take('help');
  await page.keyboard.press('Escape');

  await showMarked(app, page);
  await take('marked');
  await page.setViewportSize(DESKTOP);
  await take('marked-1920');
  await page.setViewportSize(LAPTOP);

  await button(page, 'Move the picture').click();
  await button(page, 'Restore').click();
  await candidate(1).waitFor({ timeout: 180_000 });
  for (const number of [2, 3]) {
    await button(page, 'Another candidate').first().click();
    await candidate(number).waitFor({ timeout: 180_000 });
  }
  await button(page, 'Slider').click();
  await take('compare');
  await page.setViewportSize(DESKTOP);
  await take('compare-1920');
  await page.setViewportSize(LAPTOP);
  await button(page, 'Slider').click();

  await page.getByRole('tab', { name: 'Results' }).click();
  await page.locator('label').filter({ hasText: 'Show what was invented' }).click();
  await page.waitForFunction(() => document.querySelector('aside input[type=checkbox]')?.checked);
  await take('candidates');
  await page.locator('label').filter({ hasText: 'Show what was invented' }).click();
  await page.keyboard.press('ControlOrMeta+s');
  await page.getByRole('dialog').waitFor();
  await take('save');
  await page.keyboard.press('Escape');

  await open(app, page, await noisyCoffee());
  await page.locator('label').filter({ hasText: 'Noise and grain' }).click();
  await page.getByRole('slider', { name: 'Strength' }).fill('25');
  await button(page, 'Restore').click();
  await page.getByText(/Step [4-7] of 8/).waitFor({ timeout: 120_000 });
  await take('restoring');
}

/** Writes the window as it stands, dark and light. */
async function take(name) {
  for (const theme of ['dark', 'light']) {
    const path = join(OUT, `${name}-${theme}.webp`);
    await sharp(await pictureOf(page, theme))
      .webp({ quality: 86, effort: 6, smartSubsample: true })
      .toFile(path);
    console.log(path);
  }
}

function candidate(number) {
  return page
    .getByRole('region', { name: 'Candidates' })
    .getByRole('button', { name: `Candidate ${number}` });
}

/** The example as a camera would take it in the dark. */
async function noisyCoffee() {
  const path = join(folder, 'coffee.png');
  const words = ['--operator', 'denoise', '--noise', '25'];
  const run = [join(root, 'dist', 'cli.cjs'), 'degrade', join(examples, 'coffee.jpg'), '-o', path, ...words];
  const { status } = spawnSync(process.execPath, run, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`degrade ended with status ${status}`);
  return path;
}
