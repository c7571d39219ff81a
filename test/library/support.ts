import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll } from 'vitest';
import { z } from '../../src-main/contract/schema';
import { PROGRAM, TINY } from '../cli/support';
import { requireBundles } from '../transport/bundle';
import type { Prefix } from './permissions';

/** A folder for one test file, removed at its end. */
export interface Workplace {
  at(...names: string[]): string;
  /** The batch that makes PNGs of `photos` in the folder `name`, with its own ledger. */
  call(name: string, others?: Partial<BatchCall>): BatchCall;
}

export function workplace(): Workplace {
  let root = '';
  beforeAll(async () => {
    requireBundles();
    root = await mkdtemp(join(tmpdir(), 'library-'));
  });
  afterAll(() => rm(root, { recursive: true, force: true }));
  const at = (...names: string[]) => join(root, ...names);
  return {
    at,
    call: (name, others) => ({
      input: at('photos'),
      output: at(name),
      recipe: { ...QUICK, output: { format: 'png' } },
      data: at(`${name}-data`),
      ...others,
    }),
  };
}

/** A small photo: shades and a little structure that differ by `seed`, in the format of the name. */
export async function writePhoto(path: string, seed: number, width = 48, height = 40): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  // The file system's own spelling of a name may be none that sharp takes: it is written from here.
  await writeFile(path, await photoBytes(path, seed, width, height));
}

/** The same as bytes. */
export function photoBytes(name: string, seed: number, width = 48, height = 40): Promise<Buffer> {
  const samples = Uint8Array.from({ length: 3 * width * height }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
    return 128 + 90 * Math.sin((x * (1 + (seed % 5)) + i * 40) / 17) * Math.cos((y * seed) / 23);
  });
  const picture = sharp(samples, { raw: { width, height, channels: 3 } });
  if (/\.png$/i.test(name)) return picture.png({ compressionLevel: 1 }).toBuffer();
  if (/\.tiff?$/i.test(name)) return picture.tiff().toBuffer();
  if (/\.webp$/i.test(name)) return picture.webp().toBuffer();
  return picture.jpeg({ quality: 90 }).toBuffer();
}

/** Names and hashes of all files of a folder, in order. */
export async function contents(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const hashes = new Map<string, string>();
  for (const file of files.sort()) {
    const hash = createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
    hashes.set(file.slice(folder.length + 1), hash);
  }
  return hashes;
}

const eventSchema = z.looseObject({
  event: z.string(),
  photo: z.string().optional(),
  reason: z.string().optional(),
});
export type Told = z.output<typeof eventSchema>;

export interface BatchCall {
  readonly input: string;
  readonly output: string;
  readonly recipe: unknown;
  /** Where ledger and working files go. */
  readonly data: string;
  readonly args?: readonly string[];
  /** Another network than the tiny one. */
  readonly model?: string;
  /** The beginning of the command line. */
  readonly prefix?: Prefix;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Batching {
  readonly child: ChildProcess;
  /** The events so far. */
  readonly events: Told[];
  readonly ended: Promise<{ status: number | null; stderr: string; stdout: string }>;
}

/** Starts `batch` on the tiny network; JSON lines are collected unless `--dry-run` asks for one object. */
export async function startBatch({
  input,
  output,
  recipe,
  data,
  args = [],
  model = TINY,
  prefix = [],
  env = {},
}: BatchCall): Promise<Batching> {
  await mkdir(join(data, 'tmp'), { recursive: true });
  const recipeFile = join(data, 'recipe.json');
  await writeFile(recipeFile, typeof recipe === 'string' ? recipe : JSON.stringify(recipe));
  const words = ['batch', input, '-o', output, '--recipe', recipeFile, '--json', '--data', data];
  const program = [...prefix, process.execPath, PROGRAM];
  const [command, ...before] = program;
  // With a queue, each worker says what runs its network.
  const here = args.includes('--queue') ? [] : ['--provider', 'cpu'];
  return follow(
    spawn(command, [...before, ...words, '--model', model, ...here, ...args], {
      env: { ...process.env, TMPDIR: join(data, 'tmp'), ...env },
    }),
  );
}

/** Collects the JSON lines that a process prints. */
export function follow(child: ChildProcessWithoutNullStreams): Batching {
  const events: Told[] = [];
  let [stdout, stderr, line] = ['', '', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    line += text;
    const lines = line.split('\n');
    line = lines.pop() ?? '';
    for (const one of lines) {
      const parsed = eventSchema.safeParse(JSON.parse(one));
      if (parsed.success) events.push(parsed.data);
    }
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<{ status: number | null; stderr: string; stdout: string }>((done) => {
    child.on('close', (status) => done({ status, stderr, stdout }));
  });
  return { child, events, ended };
}

/** Runs `batch` to its end. */
export async function runBatch(call: BatchCall) {
  const { ended, events } = await startBatch(call);
  return { ...(await ended), events };
}

/** Resolves once a batch has told so many events of a kind; rejects where it ended before. */
export function told({ child, events, ended }: Batching, kind: string, count = 1): Promise<void> {
  return new Promise((done, fail) => {
    const look = () => {
      if (events.filter(({ event }) => event === kind).length >= count) done();
    };
    child.stdout?.on('data', look);
    look();
    void ended.then(({ stderr }) => fail(new Error(`the batch ended before: ${stderr}`)));
  });
}

/** A recipe of two calls. */
export const QUICK = { operator: 'denoise', noise: 8, steps: 2 };

/** The photos of events of a kind, in order of their names. */
export function photosOf(events: readonly Told[], kind: string): string[] {
  return events
    .filter(({ event }) => event === kind)
    .map(({ photo }) => photo ?? '')
    .sort();
}
