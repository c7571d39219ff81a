import { readdir, readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import fr from '../../src-renderer/messages/fr.json' with { type: 'json' };
import { expect, test } from './fixtures';
import { serve } from './served';
import { candidate, paint, restoreButton, writePhoto } from './steps';

test.use({ model: 'tiny' });

/** A request with headers that a browser would not let a page choose. */
function ask(
  url: string,
  {
    method = 'GET',
    headers = {},
    body = '',
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<{ status: number; text: string; headers: Record<string, unknown> }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text, headers: response.headers }),
      );
    });
    sent.on('error', reject).end(body);
  });
}

test('the entrance works once; afterwards its token is invalid', async ({ served }) => {
  const again = await ask(served.entrance);
  expect(again.status).toBe(401);
  // The reader's language isn't known yet.
  for (const words of [
    'worked once',
    'nur einmal',
    'una sola vez',
    'qu’une fois',
    '一度しか',
    '只能使用一次',
  ])
    expect(again.text).toContain(words);
  expect(again.headers['set-cookie']).toBeUndefined();
});

test('the address bar forgets the token, and no page can read the cookie', async ({ served }) => {
  expect(served.page.url()).not.toContain(new URL(served.entrance).searchParams.get('token'));
  expect(await served.page.evaluate(() => document.cookie)).toBe('');
  const [cookie] = await served.page.context().cookies();
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
});

test("a page in the system's language uses the browser's language", async ({ served: { page } }) => {
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  const cdp = await page.context().newCDPSession(page);
  const userAgent = await page.evaluate(() => navigator.userAgent);
  await cdp.send('Emulation.setUserAgentOverride', { userAgent, acceptLanguage: 'pl,fr-CH,de' });
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  await expect(page.getByRole('button', { name: fr['empty.open'] })).toBeVisible();
});

test('another Host, another Origin or no cookie is refused', async ({ served }) => {
  const [cookie] = await served.page.context().cookies();
  const ownCookie = `${cookie?.name}=${cookie?.value}`;
  const address = `${served.origin}/requests/programInfo`;
  const post = (headers: Record<string, string>) =>
    ask(address, { method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json', ...headers } });
  const own = { Cookie: ownCookie, Origin: served.origin };
  expect((await post(own)).status).toBe(200);
  expect((await post({ ...own, Host: 'evil.example' })).status).toBe(421);
  expect((await post({ ...own, Origin: 'http://evil.example' })).status).toBe(403);
  expect((await post({ Cookie: ownCookie })).status).toBe(403);
  expect((await post({ ...own, 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
  expect((await post({ Origin: served.origin })).status).toBe(401);
  expect((await post({ ...own, Cookie: `${cookie?.name}=guess` })).status).toBe(401);
});

test('the page has a policy that allows nothing by default', async ({ served }) => {
  const policy = await served.page.evaluate(async () =>
    (await fetch('index.html')).headers.get('content-security-policy'),
  );
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
});

test('addresses outside the page are not found', async ({ served }) => {
  const [cookie] = await served.page.context().cookies();
  const headers = { Cookie: `${cookie?.name}=${cookie?.value}` };
  const { hostname, port } = new URL(served.origin);
  const status = (path: string) =>
    new Promise((resolve, reject) => {
      // As it stands: URL would tidy it up.
      request({ hostname, port, path, headers }, ({ statusCode }) => resolve(statusCode))
        .on('error', reject)
        .end();
    });
  expect(await status('/index.html')).toBe(200);
  for (const path of [
    '/../package.json',
    '/%2e%2e/package.json',
    '/..%2fpackage.json',
    '/assets/../../preload.cjs',
    '//etc/passwd',
    '/pictures/../../etc/passwd',
    '/pictures/absent/0/0/0',
    '/files/..%2f..%2fetc%2fpasswd',
    '/files/absent',
  ]) {
    expect([path, await status(path)]).toEqual([path, 404]);
  }
});

test('a file that is uploaded can be opened and fetched again, byte for byte', async ({ served }) => {
  const original = await readFile('examples/coffee.jpg');
  const answer = await served.page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const reply = await globalThis.daguerre.admitFile(new File([bytes], '../a cup of "coffee".jpg'));
    const id = reply.ok && Object(reply.value).id;
    const url = globalThis.daguerre.downloadUrl(String(id)) ?? '';
    const back = await (await fetch(url)).arrayBuffer();
    return {
      reply,
      back: btoa(Array.from(new Uint8Array(back), (byte) => String.fromCharCode(byte)).join('')),
    };
  }, original.toString('base64'));
  expect(answer.reply).toMatchObject({ ok: true, value: { name: 'a cup of _coffee_.jpg', folder: '' } });
  expect(Buffer.from(answer.back, 'base64').equals(original)).toBe(true);
});

test('an uploaded photo and its result come back after the server was killed', async ({ served, data }) => {
  const { page } = served;
  const marked = page.getByText(/% of the photo is marked/);
  const photo = join(data, 'grandmother.png');
  await writePhoto(photo);
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open photo …' }).click();
  await (await choosing).setFiles(photo);
  await expect(page.getByLabel('Photo grandmother.png')).toBeVisible();
  await paint(page, [0.4, 0.5], [0.6, 0.5]);
  await restoreButton(page).click();
  await expect(candidate(page, 1)).toBeVisible();
  const share = await marked.textContent();
  // The marks are sent a moment after the stroke, and the result's description is written last.
  await expect.poll(() => keptIn(data)).toEqual({ marks: 1, results: 1 });
  process.kill(served.pid, 'SIGKILL');

  const again = await serve({ data, model: 'test/fixtures/models/tiny.onnx' });
  try {
    await page.goto(again.entrance);
    const offer = page.getByRole('listitem').filter({ hasText: 'grandmother.png' });
    const picture = offer.locator('img');
    await expect
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(0);
    await offer.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByLabel('Photo grandmother.png')).toBeVisible();
    await expect(candidate(page, 1)).toBeVisible();
    await expect(marked).toHaveText(share ?? '');
    await expect(page.getByRole('alert')).toHaveCount(0);
  } finally {
    await again.stop();
  }
});

/** The numbers of masks and of results that the data folder holds. */
async function keptIn(data: string) {
  const paths = await readdir(join(data, 'sessions'), { recursive: true });
  const count = (pattern: RegExp) => paths.filter((path) => pattern.test(path)).length;
  return { marks: count(/[\\/]mask[\\/]tiles$/), results: count(/[\\/]results[\\/][^\\/]+\.json$/) };
}
