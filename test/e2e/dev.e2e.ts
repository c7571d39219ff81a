import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { cloneWithSources } from '../setup/clone';
import { expect, test } from './fixtures';

/** It builds the program's processes twice. */
test.setTimeout(300_000);

let clone: string;
let dev: ChildProcess;
let address: string;

test.beforeAll(async () => {
  clone = cloneWithSources();
  // The tour doesn't open where there are settings already.
  mkdirSync(join(clone, 'out', 'dev'), { recursive: true });
  writeFileSync(join(clone, 'out', 'dev', 'settings.json'), '{}');
  dev = spawn(process.execPath, [join(clone, 'src-main', 'setup', 'dev.mjs')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  address = await lineWith(/The window is at (\S+\/) /);
});

test.afterAll(async () => {
  dev.kill('SIGTERM');
  const [code] = await once(dev, 'exit');
  rmSync(clone, { recursive: true, force: true });
  expect(code).toBe(0);
});

test('npm run dev shows a saved change of the page at once, and starts the server again when its sources change', async ({
  playwright,
}) => {
  const browser = await playwright.chromium.launch({
    executablePath: process.env['DAGUERRE_TEST_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  const page = await browser.newPage();
  await page.goto(address);
  // Vite reads all the sources for the first page.
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible({ timeout: 120_000 });
  await page.evaluate(() => document.body.setAttribute('data-same-page', ''));

  change('src-renderer/empty/empty-window.tsx', "<h1>{say('empty.title')}</h1>", '<h1>Changed</h1>');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Changed');
  await expect(page.locator('body[data-same-page]')).toBeAttached();

  const answered = () =>
    page.evaluate(async () => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch('requests/programInfo', { method: 'POST', headers, body: '{}' });
      return answer.text();
    });
  expect(await answered()).toContain('"platform":"linux"');
  const again = lineWith(/started again/);
  change('src-main/studio/handlers/program.ts', 'process.platform', "'changed'");
  await again;
  await expect(page.locator('body:not([data-same-page])')).toBeAttached();
  expect(await answered()).toContain('"platform":"changed"');
  await browser.close();
});

test('npm run dev refuses requests of another page in the browser', async ({ request }) => {
  const send = (origin: string) =>
    request.post(`${address}requests/programInfo`, { headers: { origin }, data: {} });
  expect((await send('http://elsewhere.example')).status()).toBe(403);
  expect((await send(address.slice(0, -1))).status()).toBe(200);
});

function change(name: string, from: string, to: string): void {
  const file = join(clone, name);
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to));
}

/** Waits for a line on the program's stderr, and gives what the pattern holds. */
async function lineWith(pattern: RegExp): Promise<string> {
  if (!dev.stderr) throw new Error('no stderr');
  const lines = createInterface({ input: dev.stderr });
  for await (const line of lines) {
    const found = pattern.exec(line);
    if (found) return found[1] ?? '';
  }
  throw new Error('npm run dev ended');
}
