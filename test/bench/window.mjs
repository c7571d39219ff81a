// `npm run bench -- --window`: the desktop app while it is used. A restoration runs and the mouse paints on a photo of 24
// megapixels; beside it the same restoration by the command line. Needs a quiet machine, since every figure is a time.
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { buildIfStale, root } from '../../src-main/setup/install.mjs';
import { closeUnasked } from '../setup/close-unasked.mjs';
import { electronForTests } from '../setup/electron.mjs';
import { startScreen } from '../setup/screen.mjs';
import { withBarePage } from './bare-page.mjs';
import { launch, loadMask, openPhoto, paint, restore, sleep } from './desktop.mjs';
import { frameDuring, median } from './frames.mjs';
import { EVENT_MS, strokesUntil } from './mouse.mjs';

const EXTENT = { width: 6000, height: 4000 };
/** The photo that is viewed in all its parts: a little over 100 megapixels. */
const LARGE = { width: 12000, height: 9000 };
/** The side of a preview's area, as in the program. */
const PREVIEW_SIDE = 512;
/** Previews to warm up, and previews that are timed. */
const WARM = 3;
const PREVIEWS = 9;
/** How often the restorations are timed, each kind in turn; the median of their ratios is reported. */
const ROUNDS = 3;
const WORDS = ['--operator', 'inpaint', '--provider', 'cpu'];

/** Measures and answers rows of {name, value, unit, bar, ok}. */
export async function benchWindow() {
  buildIfStale();
  const electron = await electronForTests();
  if (!electron) throw new Error('there is no Electron to measure');
  const stopScreen = await startScreen();
  const folder = await mkdtemp(join(tmpdir(), 'daguerre-bench-'));
  try {
    return await measure(electron, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
    stopScreen();
  }
}

async function measure(electron, folder) {
  const mask = join(folder, 'mask.png');
  const photo = await writePhoto(join(folder, 'big.jpg'), EXTENT);
  await writeMask(mask);

  // The least of them, since the machine's other work isn't the program's time.
  const starts = [];
  for (let i = 0; i < 3; i++) starts.push(await firstWindow(electron, folder));
  const around = await lookAround(electron, folder);
  const { app, page } = await launch(electron, folder);
  try {
    await openPhoto(app, page, photo);
    const preview = await timePreviews(page);
    const idle = await paintWhile(app, page, folder, sleep(6000));
    await loadMask(app, page, mask);
    const busy = await paintWhile(app, page, folder, await restore(page));
    const rounds = [];
    for (let i = 0; i < ROUNDS; i++) {
      const line = commandLine(photo, folder, ['--mask', mask, ...WORDS]).sampleSeconds;
      await loadMask(app, page, mask);
      const rest = await (await restore(page)).seconds;
      await loadMask(app, page, mask);
      const painting = await paint(page, folder, await restore(page));
      await loadMask(app, page, mask);
      const bare = await withBarePage(app, async (box) =>
        strokesUntil((await restore(page)).seconds, box, folder),
      );
      rounds.push({ line, rest: rest / line, painting: painting / line, bare: bare / line });
    }
    await closeUnasked(app);

    const small = join(folder, 'small.png');
    await sharp(photo).resize(PREVIEW_SIDE).toFile(small);
    const call = commandLine(small, folder, ['--operator', 'denoise', '--noise', '10', '--provider', 'cpu']);
    const medianOf = (name) => median(rounds.map((round) => round[name]));
    return [
      row('first window after', Math.min(...starts), 's', 1.5),
      row('longest delay of the main process’s event loop', busy.longest, 'ms', 50),
      row('99th percentile of it', busy.percentile99, 'ms', 50),
      row('95th percentile of a frame, idle', idle.frame, 'ms'),
      row('the same while restoring, against idle', busy.frame / idle.frame, 'times', 2),
      row('the same while 108 megapixels are dragged and zoomed', around / idle.frame, 'times', 2),
      row('sampling by the command line', medianOf('line'), 's'),
      row('sampling in the window at rest, against that', medianOf('rest'), 'times', 1.1),
      row('sampling while the mouse paints, against that', medianOf('painting'), 'times', 1.1),
      row('sampling while it draws lines on a page of a dozen lines', medianOf('bare'), 'times'),
      row('one call of the network for a preview', (1000 * call.denoiserSeconds) / call.calls, 'ms'),
      row('preview against one call', (preview * call.calls) / (1000 * call.denoiserSeconds), 'times', 1.3),
    ];
  } finally {
    await closeUnasked(app).catch(() => {});
  }
}

function row(name, value, unit, bar) {
  return { name, value, unit, bar: bar ?? null, ok: bar === undefined || value <= bar };
}

/** Seconds from the start of the process to the page's first paint. */
async function firstWindow(electron, folder) {
  const { app, page } = await launch(electron, folder);
  await page.waitForFunction(() => performance.getEntriesByType('paint').length > 0);
  const painted = await page.evaluate(
    () => performance.timeOrigin + performance.getEntriesByType('paint')[0].startTime,
  );
  const created = await app.evaluate(() => process.getCreationTime());
  await closeUnasked(app);
  return (painted - created) / 1000;
}

/** Milliseconds from the press to the preview's picture, once the network is loaded and the program has warmed up. */
async function timePreviews(page) {
  await page.locator('label').filter({ hasText: 'Noise and grain' }).click();
  const times = [];
  for (let i = 0; i < WARM + PREVIEWS; i++) times.push(await timePreview(page));
  await page.locator('label').filter({ hasText: 'Noise and grain' }).click();
  return median(times.slice(WARM));
}

async function timePreview(page) {
  await page.evaluate(() => {
    globalThis.previewTime = new Promise((resolve) => {
      let pressed = 0;
      window.addEventListener('keydown', () => (pressed = performance.now()), { once: true, capture: true });
      const stop = globalThis.daguerre.on('live', ({ preview }) => {
        if (!preview) return;
        stop();
        resolve(performance.now() - pressed);
      });
    });
  });
  await page.keyboard.press('p');
  const milliseconds = await page.evaluate(() => globalThis.previewTime);
  await page.getByText('Ready', { exact: true }).waitFor();
  // The next one begins when the window has drawn this one.
  await sleep(500).seconds;
  return milliseconds;
}

/** What the window and the main process did, in milliseconds, while the mouse painted until a promise was settled. */
async function paintWhile(app, page, folder, until) {
  await app.evaluate(() => {
    const load = process.getBuiltinModule ?? process.mainModule.require.bind(process.mainModule);
    globalThis.delay = load('node:perf_hooks').monitorEventLoopDelay({ resolution: 5 });
    globalThis.delay.enable();
  });
  const frame = await frameDuring(page, () => paint(page, folder, until));
  const delay = await app.evaluate(() => {
    globalThis.delay.disable();
    // The monitor's own timer counts as delay in its histogram.
    const milliseconds = (value) => Math.max(0, value / 1e6 - 5);
    return {
      longest: milliseconds(globalThis.delay.max),
      percentile99: milliseconds(globalThis.delay.percentile(99)),
    };
  });
  return { ...delay, frame };
}

/** That percentile while a large photo is dragged about at its actual size and zoomed out and in. */
async function lookAround(electron, folder) {
  const { app, page } = await launch(electron, folder);
  try {
    await openPhoto(app, page, await writePhoto(join(folder, 'large.jpg'), LARGE));
    const box = await page.getByRole('application').boundingBox();
    const middle = [box.x + box.width / 2, box.y + box.height / 2];
    return await frameDuring(page, async () => {
      await page.keyboard.press('Control+1');
      await page.mouse.move(...middle);
      await page.mouse.down({ button: 'middle' });
      for (let i = 0; i < 200; i++) {
        await page.mouse.move(middle[0] + 300 * Math.sin(i / 15), middle[1] + 250 * Math.cos(i / 11));
        await sleep(EVENT_MS).seconds;
      }
      await page.mouse.up({ button: 'middle' });
      await page.keyboard.down('Control');
      for (let i = 0; i < 120; i++) {
        await page.mouse.wheel(0, i % 60 < 30 ? 100 : -100);
        await sleep(3 * EVENT_MS).seconds;
      }
      await page.keyboard.up('Control');
    });
  } finally {
    await closeUnasked(app);
  }
}

function commandLine(photo, folder, words) {
  const run = [
    join(root, 'dist', 'cli.cjs'),
    'restore',
    photo,
    '-o',
    join(folder, 'out.png'),
    ...words,
    '--json',
    '--overwrite',
  ];
  const { status, stdout } = spawnSync(process.execPath, run, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`${run.join(' ')} ended with status ${status}`);
  return JSON.parse(stdout);
}

async function writePhoto(path, extent) {
  await sharp(join(root, 'examples', 'coffee.jpg'))
    .resize({ ...extent, fit: 'fill' })
    .jpeg()
    .toFile(path);
  return path;
}

/** A scratch of some 1700 pixels in the middle of the photo. */
async function writeMask(path) {
  const { width, height } = EXTENT;
  const line = `M${0.4 * width} ${0.35 * height}L${0.6 * width} ${0.65 * height}`;
  const svg = `<svg width="${width}" height="${height}"><rect width="100%" height="100%"/><path d="${line}" stroke="white" stroke-width="12"/></svg>`;
  await sharp(Buffer.from(svg)).removeAlpha().toColourspace('b-w').png().toFile(path);
}
