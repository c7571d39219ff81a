import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect } from 'vitest';
import { encodePhoto } from '../../src-main/imaging/encode';
import { closeExifTool } from '../../src-main/imaging/exiftool';
import { rawPicture } from '../imaging/support';
import { requireBundles } from '../transport/bundle';

export const PROGRAM = resolve('dist/cli.cjs');
export const TINY = resolve('test/fixtures/models/tiny.onnx');

/** The options of `restore` in all tests, which make a run take a second: a tiny network on the processor, two calls. */
export const FAST = ['--model', TINY, '--provider', 'cpu', '--steps', '2'];

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  /** What `stdout` is the text of. */
  readonly bytes: Buffer;
  readonly stderr: string;
  /** Names of the files that the program wrote into its working directory. */
  readonly files: readonly string[];
  /** The path of such a file. */
  at(name: string): string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Where the program is started; a new folder unless given. */
  readonly folder?: string;
  /** What standard input sends; nothing unless given. */
  readonly input?: Uint8Array;
}

/** The photos of a test file, and the program run on them. */
export interface Scene {
  /** The path of a photo. */
  photo(name: string): string;
  /** The path of a file outside the folder of the photos. */
  beside(name: string): string;
  /**
   * Runs the program in an empty folder and waits for its end. Whatever it was told and however it ended, the folder
   * of the photos is as it was, no working file is left, and a failure says one line and writes nothing, unless
   * some photos of several are done (3).
   */
  run(args: readonly string[], options?: RunOptions): Promise<Run>;
  /** `restore PHOTO ...` with FAST. */
  restore(photo: string, args: readonly string[], options?: RunOptions): Promise<Run>;
}

/** A folder for one test file, removed at its end; `prepare` puts photos in it before the tests. */
export function scene(prepare: (photo: (name: string) => string) => Promise<void>): Scene {
  let root = '';
  let before = '';
  const photo = (name: string) => join(root, 'photos', name);
  beforeAll(async () => {
    requireBundles();
    root = await mkdtemp(join(tmpdir(), 'daguerre-cli-'));
    await mkdir(photo(''));
    await prepare(photo);
    before = await fingerprint(photo(''));
  });
  afterAll(async () => {
    await closeExifTool();
    await rm(root, { recursive: true, force: true });
  });

  const run = async (args: readonly string[], options: RunOptions = {}): Promise<Run> => {
    const folder = options.folder ?? (await mkdtemp(join(root, 'out-')));
    const existing = await readdir(folder);
    const working = await mkdtemp(join(root, 'tmp-'));
    const ended = await start(args, folder, { TMPDIR: working, ...options.env }, options.input);
    const files = (await readdir(folder)).sort();
    expect(await fingerprint(photo('')), 'the photos and their folder are as they were').toBe(before);
    expect(await readdir(working), 'no working file is left').toEqual([]);
    // At 3 the photos that are done have their lines and files.
    if (ended.status !== 0 && ended.status !== 3) expectOneSentence(ended, files, existing);
    return { ...ended, files, at: (name) => join(folder, name) };
  };
  return {
    photo,
    beside: (name) => join(root, name),
    run,
    restore: (name, args, options) => run(['restore', photo(name), ...args, ...FAST], options),
  };
}

function expectOneSentence(
  { stdout, stderr }: Ended,
  files: readonly string[],
  existing: readonly string[],
): void {
  expect(stderr).toMatch(/^[^\n]+[.)]\n$/);
  expect(stderr).not.toMatch(/\bat .*:\d+:\d+|went wrong|undefined|NaN for|\[object/);
  expect(stdout).toBe('');
  expect(files, 'nothing is written').toEqual([...existing].sort());
}

/** A run that ended well, with no words but those about what the network was trained on. */
export function succeeded(result: Run): Run {
  expect(result.stderr.replace(/^The network .* was not trained on .*\n/gm, '')).toBe('');
  expect(result.status).toBe(0);
  return result;
}

type Ended = Pick<Run, 'status' | 'stdout' | 'bytes' | 'stderr'>;

function start(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
  input?: Uint8Array,
): Promise<Ended> {
  // Keeps out the settings of the person who runs the tests.
  const own = { ...process.env, XDG_CONFIG_HOME: join(tmpdir(), 'no-settings'), ...env };
  const child = spawn(process.execPath, [PROGRAM, ...args], { cwd, env: own });
  // A program that refuses its words doesn't read them.
  child.stdin.on('error', () => {}).end(input);
  const written: Buffer[] = [];
  let stderr = '';
  child.stdout.on('data', (bytes: Buffer) => written.push(bytes));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (status) => {
      const bytes = Buffer.concat(written);
      done({ status, stdout: bytes.toString('utf8'), bytes, stderr });
    });
  });
}

/** Names and contents of a folder's ordinary files, names of all others. */
export async function fingerprint(folder: string): Promise<string> {
  const hash = createHash('sha256');
  for (const entry of (await readdir(folder, { withFileTypes: true })).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    hash.update(`${entry.name}\0`);
    if (entry.isFile()) hash.update(await readFile(join(folder, entry.name)));
  }
  return hash.digest('hex');
}

/** Samples of a soft picture with a little grain, all of them between 10 and 245 of 255. */
export function soft(
  width: number,
  height: number,
  channels: number,
  depth: 8 | 16,
): Uint8Array | Uint16Array {
  const samples = new (depth === 16 ? Uint16Array : Uint8Array)(width * height * channels);
  const gain = depth === 16 ? 257 : 1;
  let grain = 1;
  for (let i = 0; i < samples.length; i++) {
    const pixel = Math.floor(i / channels);
    const [x, y, c] = [pixel % width, Math.floor(pixel / width), i % channels];
    grain = (Math.imul(grain, 1664525) + 1013904223) >>> 0;
    const value = 127 + 60 * Math.sin(x / 7 + c) + 50 * Math.cos(y / 9 - c) + 8 * (grain / 2 ** 32 - 0.5);
    samples[i] = Math.round(value * gain);
  }
  return samples;
}

/** Writes `soft` samples as a PNG or TIFF. */
export async function writeSoft(
  path: string,
  width: number,
  height: number,
  channels: 1 | 2 | 3 | 4 = 3,
  depth: 8 | 16 = 8,
): Promise<void> {
  await writePicture(path, soft(width, height, channels, depth), width, height, channels);
}

/** Writes a mask of one white box: x, y, width, height. */
export async function writeMask(
  path: string,
  width: number,
  height: number,
  box: readonly [number, number, number, number],
): Promise<void> {
  const [left, top, across, down] = box;
  const samples = Uint8Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    return x >= left && x < left + across && y >= top && y < top + down ? 255 : 0;
  });
  await writePicture(path, samples, width, height, 1);
}

/** Writes samples exactly as they are. */
export async function writePicture(
  path: string,
  samples: Uint8Array | Uint16Array,
  width: number,
  height: number,
  channels: 1 | 2 | 3 | 4,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'daguerre-raw-'));
  const page = await rawPicture(join(folder, 'raw'), samples, width, height, channels);
  // A source without profile, resolution or camera.
  const plain = join(folder, 'plain.png');
  await sharp({ create: { width: 1, height: 1, channels: 3, background: 'teal' } })
    .png()
    .toFile(plain);
  await encodePhoto({ pages: [page], source: plain, out: path, options: { metadata: 'remove' } });
  await rm(folder, { recursive: true });
}
