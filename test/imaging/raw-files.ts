import { type FileHandle, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { RawPicture, RawSamples } from '../../src-main/imaging/raw-picture';

/** Raw pictures in a folder of one test file, removed with its open files at the end. */
export function rawFiles() {
  let folder = '';
  const opened: FileHandle[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'daguerre-raw-'));
  });
  afterAll(async () => {
    for (const file of opened) await file.close();
    await rm(folder, { recursive: true, force: true });
  });
  let count = 0;
  return {
    at: (name: string) => join(folder, name),
    /** Writes a picture of these samples. */
    store: async (
      samples: RawSamples,
      width: number,
      channels: RawPicture['channels'],
    ): Promise<RawPicture> => {
      const path = join(folder, `${count++}.raw`);
      await writeFile(path, samples);
      const height = samples.length / channels / width;
      return { path, width, height, channels, depth: samples instanceof Uint16Array ? 16 : 8 };
    },
    open: async (picture: RawPicture) => {
      const file = await open(picture.path, 'r+');
      opened.push(file);
      return { file, picture };
    },
    samplesOf: async ({ path, depth }: RawPicture): Promise<RawSamples> => {
      const bytes = Uint8Array.from(await readFile(path));
      return depth === 16 ? new Uint16Array(bytes.buffer) : bytes;
    },
  };
}
