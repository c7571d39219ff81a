import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { TASK_NAMES } from '../../src-main/evaluation/tasks';
import { requireBundles } from '../transport/bundle';

const MODEL = 'test/fixtures/models/tiny.onnx';
let folder = '';

beforeAll(async () => {
  requireBundles();
  folder = await mkdtemp(join(tmpdir(), 'daguerre-evaluate-'));
  for (const name of ['photos', 'small', 'empty']) await mkdir(join(folder, name));
  await picture(join(folder, 'photos', 'a.png'), 200, 195);
  await picture(join(folder, 'photos', 'b.png'), 210, 130);
  await picture(join(folder, 'small', 'a.jpg'), 100, 300);
  await writeFile(join(folder, 'photos', 'notes.txt'), 'no picture');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Smooth colours with an edge. */
async function picture(path: string, width: number, height: number): Promise<void> {
  const samples = Uint8Array.from({ length: width * height * 3 }, (_, i) => {
    const [x, y, channel] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width), i % 3];
    return 128 + 60 * Math.sin(x / 9 + channel) + (x > y ? 40 : -40);
  });
  await sharp(samples, { raw: { width, height, channels: 3 } }).toFile(path);
}

interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

function evaluate(...args: string[]): Promise<Outcome> {
  // One thread: on a machine that does other things, threads wait for each other longer than this network takes.
  const quick = ['--model', MODEL, '--provider', 'cpu', '--threads', '1'];
  const command = ['dist/cli.cjs', 'evaluate', ...args, ...quick];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, command, (_error, out, err) =>
      resolve({ status: child.exitCode ?? -1, out, err }),
    );
  });
}

const rows = z.array(
  z.strictObject({
    operator: z.enum(TASK_NAMES),
    photos: z.int(),
    anchor: z.number(),
    one: z.number(),
    five: z.number(),
    eight: z.number(),
    mean4: z.number(),
    calibration: z.number(),
    crps: z.number().positive(),
    coverage: z.number().min(0).max(1),
    fit: z.number().positive(),
  }),
);

/** What --json prints about the folder of photos; --quiet, because a slow machine would print its progress. */
async function scores(...args: string[]) {
  const { status, out, err } = await evaluate(
    join(folder, 'photos'),
    ...['--samples', '4', '--json', '--quiet', ...args],
  );
  expect({ status, err }).toEqual({ status: 0, err: '' });
  return rows.parse(JSON.parse(out));
}

test('every operator is scored, in the order of the protocol', async () => {
  const table = await scores('--limit', '1');
  expect(table.map(({ operator }) => operator)).toEqual(TASK_NAMES);
  for (const { photos } of table) expect(photos).toBe(1);
  const score = Object.fromEntries(table.map((row) => [row.operator, row]));
  // An anchor is made of the measurement alone, so these hold for any network.
  expect(score['jpeg-50'].anchor).toBeGreaterThan(score['jpeg-20'].anchor);
  expect(score['denoise-25'].anchor).toBeGreaterThan(score['denoise-50'].anchor);
  expect(score['jpeg-50'].anchor).toBeGreaterThan(30);
});

test('a photo that is too small for an operator is left out there and named', async () => {
  const operators = 'denoise-25,deblur-motion-11';
  const { status, out, err } = await evaluate(
    join(folder, 'photos'),
    ...['--samples', '4', '--operators', operators, '--json'],
  );
  expect(status).toBe(0);
  expect(rows.parse(JSON.parse(out)).map(({ photos }) => photos)).toEqual([2, 1]);
  expect(err).toBe('b.png is left out of deblur-motion-11, which needs 192x192 pixels.\n');
});

test('the same seed gives the same figures, and another seed gives others', async () => {
  const options = ['--limit', '1', '--operators', 'upscale-4'];
  const first = await scores(...options);
  expect(await scores(...options)).toEqual(first);
  expect(await scores(...options, '--seed', '1')).not.toEqual(first);
});

test('without --json it prints a table of aligned columns, in the order of the protocol', async () => {
  const options = ['--samples', '4', '--limit', '1', '--operators', 'jpeg-20, denoise-25'];
  const { out } = await evaluate(join(folder, 'photos'), ...options);
  const lines = out.trimEnd().split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatch(
    /^operator +photos +anchor +1 call +5 calls +8 calls +mean of 4 +V\/B +CRPS +coverage +fit$/,
  );
  expect(lines[1]).toMatch(/^denoise-25 +1( +-?\d+\.\d\d){7} +\d+\.\d % +\d+\.\d{3}$/);
  expect(lines[2]).toMatch(/^jpeg-20 /);
});

test.each([
  ['a folder that is not there', () => [join(folder, 'nowhere')], "doesn't exist"],
  ['a file for a folder', () => [join(folder, 'photos', 'a.png')], 'is not a folder'],
  ['a folder without pictures', () => [join(folder, 'empty')], 'holds no pictures'],
  ['photos that are too small', () => [join(folder, 'small')], 'large enough for denoise-25'],
  ['an unknown operator', () => [join(folder, 'photos'), '--operators', 'denoise-25,magic'], '"magic"'],
  ['no operator', () => [join(folder, 'photos'), '--operators', ''], '--operators'],
  ['three samples', () => [join(folder, 'photos'), '--samples', '3'], '--samples must be'],
  ['half a photo', () => [join(folder, 'photos'), '--limit', '0.5'], '--limit must be'],
  ['a negative seed', () => [join(folder, 'photos'), '--seed', '-1'], '--seed must be'],
])('%s is a bad request in one plain sentence', async (_what, args, words) => {
  const { status, out, err } = await evaluate(...args());
  expect({ status, out }).toEqual({ status: 2, out: '' });
  expect(err).toContain(words);
  expect(err.trimEnd().split('\n')).toHaveLength(1);
});

test('a file that is not a picture is named', async () => {
  await writeFile(join(folder, 'empty', 'broken.png'), 'not a picture at all');
  const { status, err } = await evaluate(join(folder, 'empty'));
  expect(status).toBe(2);
  expect(err).toContain('broken.png');
});
