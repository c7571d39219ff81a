import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TINY } from '../cli/support';
import { startRedis } from '../library/queue/redis';
import {
  contents,
  follow,
  QUICK,
  runBatch,
  startBatch,
  told,
  workplace,
  writePhoto,
} from '../library/support';
import { containerSteps } from '../setup/container';

/** Most MB of a worker without window. */
const MOST_MB = 350;

const place = workplace();
let root = '';
let worker = '';
let said = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'worker-folder-'));
  worker = join(root, 'daguerre');
  // The steps of the Containerfile's first stage, with another folder for the image's own.
  for (const { word, rest } of containerSteps()[0] ?? []) {
    if (word !== 'RUN') continue;
    const line = rest.replaceAll('/daguerre', worker).replace(/^node /, `"${process.execPath}" `);
    said += execFileSync('sh', ['-c', line], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  }
});
afterAll(() => rm(root, { recursive: true, force: true }));

test('a worker without a window is small and contains nothing of Electron', () => {
  const files = readdirSync(worker, { recursive: true, encoding: 'utf8' });
  const bytes = files.reduce((sum, name) => sum + statSync(join(worker, name)).size, 0);
  expect(bytes / 1e6).toBeLessThan(MOST_MB);
  expect(said).toContain('MB are packages; npm ci took ');
  for (const name of ['electron', 'electron-builder', 'vite', 'react', 'playwright'])
    expect(existsSync(join(worker, 'node_modules', name))).toBe(false);
  expect(files.filter((name) => /renderer|app\.cjs/.test(name))).toEqual([]);
});

test('it restores photos from a queue with a password, as the program itself does', async () => {
  for (let i = 0; i < 4; i++) await writePhoto(place.at('photos', `${i}.jpg`), i, 96, 80);
  const redis = await startRedis(place.at(), 'secret of the queue');
  const env = { DAGUERRE_QUEUE_PASSWORD: 'secret of the queue' };
  const working = follow(
    spawn(
      process.execPath,
      [
        join(worker, 'dist', 'cli.cjs'),
        'worker',
        '--queue',
        redis.url,
        '--json',
        '--model',
        TINY,
        '--provider',
        'cpu',
      ],
      // A folder without the sources, as in the container.
      { cwd: root, env: { ...process.env, ...env } },
    ),
  );
  try {
    await told(working, 'ready');
    const shared = await startBatch(
      place.call('shared', { recipe: { ...QUICK }, args: ['--queue', redis.url], env }),
    );
    expect((await shared.ended).status).toBe(0);
    expect((await runBatch(place.call('alone', { recipe: { ...QUICK } }))).status).toBe(0);
    expect(await contents(place.at('shared'))).toEqual(await contents(place.at('alone')));
  } finally {
    working.child.kill('SIGTERM');
    await working.ended;
    await redis.stop();
  }
});

test('it restores a photo, finds damage, and says that it has no window', async () => {
  const program = join(worker, 'dist', 'cli.cjs');
  const call = (...words: string[]) =>
    execFileSync(process.execPath, [program, ...words], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const photo = place.at('photos/0.jpg');
  call(
    'restore',
    photo,
    '-o',
    join(root, 'one.jpg'),
    '--operator',
    'denoise',
    '--noise',
    '8',
    '--detail',
    '0',
  );
  expect(statSync(join(root, 'one.jpg')).size).toBeGreaterThan(100);
  expect(call('detect', photo)).toContain('marked');
  expect(() => call('serve')).toThrow("The window's page is missing");
});
