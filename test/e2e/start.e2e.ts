import { expect, test } from './fixtures';

test.use({ model: 'tiny' });

test('the first window is there within 1.5 s, with neither sharp nor onnxruntime in the main process', async ({
  launch,
}, testInfo) => {
  // The least of three: what else the machine does is not the program's time. What drives the test costs some of it.
  const times: number[] = [];
  let app = (await launch()).app;
  for (let start = 0; start < 3; start++) {
    await app.close();
    const desktop = await launch();
    app = desktop.app;
    await desktop.page.waitForFunction(() => performance.getEntriesByType('paint').length > 0);
    const painted = await desktop.page.evaluate(
      () => performance.timeOrigin + (performance.getEntriesByType('paint')[0]?.startTime ?? 0),
    );
    times.push((painted - ((await app.evaluate(() => process.getCreationTime())) ?? 0)) / 1000);
  }
  const seconds = Math.min(...times);
  const loaded = await app.evaluate(() => process.report.getReport());
  const { sharedObjects } = JSON.parse(JSON.stringify(loaded));
  expect(sharedObjects.length).toBeGreaterThan(5);
  expect(sharedObjects.filter((path: string) => /sharp|vips|onnxruntime/.test(path))).toEqual([]);
  testInfo.annotations.push({ type: 'first window', description: `${seconds.toFixed(2)} s` });
  console.log(`first window after ${seconds.toFixed(2)} s`);
  expect(seconds).toBeLessThan(1.5);
});

test('a start with a file opens it', async ({ launch }) => {
  const { page } = await launch({ args: ['examples/coffee.jpg'] });
  await expect(page.getByLabel('Photo coffee.jpg')).toBeVisible();
});

test('a second start hands its file to the first and ends', async ({ desktop, launch }) => {
  const told = desktop.page.evaluate(
    () => new Promise((resolve) => globalThis.daguerre.on('openFile', resolve)),
  );
  await expect(launch({ args: ['examples/coffee.jpg'] })).rejects.toThrow();
  expect(await told).toEqual({ file: expect.stringMatching(/^[\w-]+$/) });
});

test('the window opens where it was, and on a display that is there', async ({ launch }) => {
  const first = await launch();
  await first.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 50, width: 1100, height: 700 }),
  );
  await first.app.close();
  const second = await launch();
  const bounds = await second.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getBounds(),
  );
  expect(bounds).toEqual({ x: 40, y: 50, width: 1100, height: 700 });
});
