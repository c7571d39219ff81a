import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { closeUnasked } from '../setup/close-unasked.mjs';
import { answerDialogs, electronExecutable } from './desktop';
import { expect, test } from './fixtures';
import { serve } from './served';
import { candidate, openNewPhoto, restoreButton, tick, writePhoto } from './steps';
import { canTrace, readTrace, type Trace, tracing } from './traced';
import { saveAsPng } from './whole-restoration';

// Records, for whole runs and all processes, every call that could send something and every lookup of a name.
test.use({ model: 'tiny' });
test.skip(!canTrace, 'needs strace (Debian: apt-get install strace)');
// A variable that CI sets keeps libraries from reporting by themselves.
delete process.env['CI'];

function expectNothing(what: string, { calls, sent, lookups }: Trace): void {
  console.log(`${what}: ${calls} calls noted, ${sent.length} with an address, ${lookups.length} look-ups`);
  expect({ sent, lookups }).toEqual({ sent: [], lookups: [] });
}

/** Restores twice and looks at the settings, where the graphics cards are listed. */
async function restoreTwice(page: Page): Promise<void> {
  await tick(page, 'Noise and grain');
  await restoreButton(page).click();
  await expect(candidate(page, 1)).toBeVisible({ timeout: 300_000 });
  await page.getByRole('button', { name: 'Another candidate' }).click();
  await expect(candidate(page, 2)).toBeVisible({ timeout: 300_000 });
}

test('a trace shows what is sent and which names are looked up', async ({ data }) => {
  const [log, script] = [join(data, 'log'), join(data, 'traced')];
  const traced = await tracing(process.execPath, log, script);
  const sends = [
    "require('net').connect(9, '127.0.0.1').on('error', () => {});",
    "require('dgram').createSocket('udp4').send('x', 9, '127.0.0.1', function () { this.close(); });",
    "require('dns').resolve('daguerre.invalid', () => process.exit());",
  ];
  spawnSync(traced, ['-e', sends.join('\n')], { timeout: 30_000 });
  const { sent } = readTrace(log);
  expect(sent.some((line) => /connect\(.*AF_INET.*htons\(9\)/.test(line))).toBe(true);
  expect(sent.some((line) => /send(to|msg|mmsg)\(.*AF_INET.*htons\(9\)/.test(line))).toBe(true);
  expect(sent.some((line) => /AF_INET.*htons\(53\)/.test(line))).toBe(true);
});

test('a whole run of the window connects to nothing and looks up no name', async ({ launch, data }) => {
  const log = join(data, 'log');
  const executable = await tracing(electronExecutable(), log, join(data, 'traced'));
  const { app, page } = await launch({ executable });
  await openNewPhoto(app, page, data);
  await restoreTwice(page);
  await answerDialogs(app, { save: join(data, 'saved.png') });
  await page.getByRole('button', { name: 'Save …' }).click();
  await saveAsPng(page, 'Save as …');
  await expect(page.getByText(/^Saved saved\.png/).first()).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Settings' }).click();
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('radio', { name: 'Library' }).click();
  await closeUnasked(app);
  expectNothing('window', readTrace(log));
});

test('a whole run of the server connects to nothing and looks up no name', async ({ data, playwright }) => {
  const log = join(data, 'log');
  const executable = await tracing(process.execPath, log, join(data, 'traced'));
  const server = await serve({ data, model: 'test/fixtures/models/tiny.onnx', executable });
  const executablePath = process.env['DAGUERRE_TEST_CHROMIUM'] ?? '/usr/bin/chromium';
  const browser = await playwright.chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await page.goto(server.entrance);
  await page.getByRole('button', { name: 'Cup of coffee' }).click();
  await restoreTwice(page);
  await browser.close();
  await server.stop();
  expectNothing('server', readTrace(log));
});

test('the command line with its engine connects to nothing and looks up no name', async ({ data }) => {
  const log = join(data, 'log');
  const executable = await tracing(process.execPath, log, join(data, 'traced'));
  await mkdir(join(data, 'photos'));
  for (const name of ['a.jpg', 'b.png']) await writePhoto(join(data, 'photos', name), 96, 80);
  const words = ['--operator', 'denoise', '--noise', 'auto', '--steps', '2'];
  const recipe = join(data, 'recipe.json');
  await writeFile(recipe, JSON.stringify({ operator: 'denoise', noise: 'auto', steps: 2 }));
  const commands = [
    ['restore', join(data, 'photos', 'a.jpg'), '-o', join(data, 'a.jpg'), ...words],
    [
      'batch',
      join(data, 'photos'),
      '-o',
      join(data, 'results'),
      '--data',
      join(data, 'data'),
      '--recipe',
      recipe,
    ],
    ['doctor'],
  ];
  for (const command of commands) {
    const child = spawn(executable, ['dist/cli.cjs', ...command], { stdio: 'ignore' });
    expect([command[0], ...(await once(child, 'exit'))]).toEqual([command[0], 0, null]);
    expectNothing(String(command[0]), readTrace(log));
  }
});
