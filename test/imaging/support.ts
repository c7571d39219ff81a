import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExifTool } from 'exiftool-vendored';
import sharp from 'sharp';
import { afterAll, beforeAll } from 'vitest';
import { PlainError } from '../../src-main/contract/errors';
import { closeImaging, type RawPicture } from '../../src-main/imaging/index';

/** A folder for one test file, removed at its end; `at` names a file in it. */
export function workFolder(): { at: (name: string) => string; list: () => Promise<string[]> } {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'daguerre-imaging-'));
  });
  afterAll(async () => {
    await closeImaging();
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

/** A wide-gamut colour profile (sharp's built-in 'p3'), as bytes. */
export async function wideGamutProfile(): Promise<Buffer> {
  const png = await sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } })
    .withIccProfile('p3')
    .png()
    .toBuffer();
  const { icc } = await sharp(png).metadata();
  if (!icc) throw new Error('sharp has no p3 profile');
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

/** Tags with their families, numeric, as ExifTool reads them. */
export async function readTags(path: string): Promise<Record<string, unknown>> {
  const exiftool = new ExifTool({ maxProcs: 1 });
  try {
    return { ...(await exiftool.readRaw(path, { readArgs: ['-G1', '-n'] })) };
  } finally {
    await exiftool.end();
  }
}

/** Sets tags by ExifTool's own arguments. */
export async function writeTags(path: string, args: readonly string[]): Promise<void> {
  const exiftool = new ExifTool({ maxProcs: 1, useMWG: false });
  try {
    await exiftool.write(path, { ThumbnailImage: null }, { writeArgs: ['-overwrite_original', ...args] });
  } finally {
    await exiftool.end();
  }
}
