import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExifTool } from 'exiftool-vendored';
import sharp from 'sharp';
import { afterAll, beforeAll } from 'vitest';
import { PlainError } from '../../src-main/contract/errors';
import { closeExifTool } from '../../src-main/imaging/exiftool';
import { startExifTool } from '../../src-main/imaging/exiftool-process';
import type { RawPicture } from '../../src-main/imaging/raw-picture';

/** A folder for one test file, removed at its end; `at` names a file in it. */
export function workFolder(): { at: (name: string) => string; list: () => Promise<string[]> } {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'daguerre-imaging-'));
  });
  afterAll(async () => {
    await closeExifTool();
    await exiftool?.end();
    exiftool = undefined;
    await rm(folder, { recursive: true, force: true });
  });
  return { at: (name) => join(folder, name), list: () => readdir(folder) };
}

/** Samples that no neighbour predicts, all values likely (a linear congruential generator, high bits). */
export function noise(length: number, depth: 8 | 16, seed = 1): Uint8Array | Uint16Array {
  const samples = depth === 16 ? new Uint16Array(length) : new Uint8Array(length);
  let state = seed;
  for (let k = 0; k < length; k++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    samples[k] = depth === 16 ? state >>> 16 : state >>> 24;
  }
  return samples;
}

/** Writes samples as a raw picture. */
export async function rawPicture(
  path: string,
  samples: Uint8Array | Uint16Array,
  width: number,
  height: number,
  channels: 1 | 2 | 3 | 4,
): Promise<RawPicture> {
  await writeFile(path, new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength));
  return { path, width, height, channels, depth: samples instanceof Uint16Array ? 16 : 8 };
}

/** A raw picture's samples. */
export async function samplesOf(picture: RawPicture): Promise<Uint8Array | Uint16Array> {
  const bytes = Uint8Array.from(await readFile(picture.path));
  return picture.depth === 16 ? new Uint16Array(bytes.buffer) : bytes;
}

/**
 * A colour profile far from any that sharp converts to: its built-in 'p3' with red's and blue's primaries exchanged,
 * so that numbers can't survive a conversion by chance.
 */
export async function strangeProfile(): Promise<Buffer> {
  const png = await sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } })
    .withIccProfile('p3')
    .png()
    .toBuffer();
  const { icc } = await sharp(png).metadata();
  if (!icc) throw new Error('sharp has no p3 profile');
  const red = icc.indexOf('rXYZ');
  const blue = icc.indexOf('bXYZ');
  icc.write('bXYZ', red, 'latin1');
  icc.write('rXYZ', blue, 'latin1');
  return icc;
}

/** The PlainError that the promise is rejected with; fails if it isn't rejected, or with anything else. */
export async function refusal(promise: Promise<unknown>): Promise<PlainError> {
  const error: unknown = await promise.then(
    (value) => new Error(`accepted: ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  if (!(error instanceof PlainError)) throw error;
  return error;
}

let exiftool: ExifTool | undefined;

/** The tests' own ExifTool, kept for the whole file: each start costs a second on a busy machine. */
function tool(): ExifTool {
  exiftool ??= new ExifTool({
    maxProcs: 1,
    useMWG: false,
    ignoreMinorErrors: true,
    // It ends with the tests, even if they are killed.
    processFactory: startExifTool,
  });
  return exiftool;
}

/** Tags with their families, numeric, as ExifTool reads them, with more of its own arguments. */
export async function readTags(path: string, more: readonly string[] = []): Promise<Record<string, unknown>> {
  return { ...(await tool().readRaw(path, { readArgs: ['-G1', '-n', ...more] })) };
}

/** Sets tags by ExifTool's own arguments. */
export async function writeTags(path: string, args: readonly string[]): Promise<void> {
  await tool().write(path, { ThumbnailImage: null }, { writeArgs: ['-overwrite_original', ...args] });
}
