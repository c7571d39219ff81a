import { expect, test } from './fixtures';

test.use({ model: 'tiny' });

test('the window is isolated and sandboxed, and its page has no access to Node', async ({ desktop }) => {
  const preferences = await desktop.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    // There, though its types don't tell.
    const read = window && Reflect.get(window.webContents, 'getLastWebPreferences');
    return read && Reflect.apply(read, window.webContents, []);
  });
  expect(preferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webviewTag: false,
  });
  const globals = await desktop.page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'].filter(
      (name) => name in globalThis,
    ),
  );
  expect(globals).toEqual([]);
});

test('the bridge offers the requests of the contract and no way to name another', async ({ desktop }) => {
  const offered = await desktop.page.evaluate(() => Object.keys(globalThis.daguerre).sort());
  expect(offered).toEqual(['admitFile', 'downloadUrl', 'on', 'pictures', 'requests']);
});

test('the page comes from its own scheme under a policy that allows nothing by default', async ({
  desktop,
}) => {
  const { page } = desktop;
  expect(page.url()).toBe('app://daguerre/index.html');
  const policy = await page.evaluate(async () =>
    (await fetch('/index.html')).headers.get('content-security-policy'),
  );
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  const ran = await page.evaluate(() => {
    const inline = document.createElement('script');
    inline.textContent = 'globalThis.inlineRan = true';
    document.head.append(inline);
    return 'inlineRan' in globalThis;
  });
  expect(ran).toBe(false);
});

test('navigation, new windows, permissions and the network are denied', async ({ desktop }) => {
  const { app, page } = desktop;
  await page.evaluate(() => {
    location.href = 'https://example.com/';
  });
  expect(await page.evaluate(() => window.open('https://example.com/'))).toBeNull();
  expect(page.url()).toBe('app://daguerre/index.html');
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  const states = await page.evaluate(async () => {
    const names: PermissionName[] = ['geolocation', 'notifications', 'camera', 'microphone'];
    return Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state));
  });
  expect(new Set(states)).toEqual(new Set(['denied']));
  const fetched = await app.evaluate(async ({ session }) =>
    session.defaultSession.fetch('http://127.0.0.1:9/').then(
      () => 'answered',
      (error: Error) => error.message,
    ),
  );
  expect(fetched).toContain('ERR_BLOCKED_BY_CLIENT');
});

test('addresses outside the page and the pictures are not found', async ({ desktop }) => {
  const outside = [
    'app://daguerre/../package.json',
    'app://daguerre/%2e%2e/%2e%2e/package.json',
    'app://daguerre/..%2f..%2fpackage.json',
    'app://daguerre/assets/..%5c..%5cpackage.json',
    'app://daguerre/../renderer-evil/index.html',
    'app://daguerre/preload.cjs',
    'app://daguerre//etc/passwd',
    'app://other/index.html',
    'photo://tiles/../../etc/passwd',
    'photo://tiles/%2e%2e/%2e%2e/0/0',
    'photo://tiles/..%2f..%2fetc%2fpasswd/0/0/0',
    'photo://tiles/absent/0/0/0',
    'photo://tiles/absent/-1/0/0',
    'photo://tiles//etc/passwd',
    'photo://other/absent/0/0/0',
  ];
  // Asked as the program itself asks, past the page's own policy.
  const status = (address: string) =>
    desktop.app.evaluate(
      async ({ session }, asked) => (await session.defaultSession.fetch(asked)).status,
      address,
    );
  expect(await status('app://daguerre/index.html')).toBe(200);
  for (const address of outside) expect([address, await status(address)]).toEqual([address, 404]);
});

test("a page that is not the program's own gets no answer", async ({ desktop }) => {
  const answer = await desktop.app.evaluate(async ({ BrowserWindow }) => {
    const preload = `${process.cwd()}/dist/preload.cjs`;
    const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
    await stranger.loadURL('data:text/html,<title>stranger</title>');
    const reply = await stranger.webContents.executeJavaScript('daguerre.requests.programInfo({})');
    stranger.destroy();
    return reply;
  });
  expect(answer).toEqual({
    ok: false,
    said: { key: 'ownWindowOnly', values: {} },
    badRequest: true,
  });
});
