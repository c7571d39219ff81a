import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RawPicture } from '../../../src-main/imaging/raw-picture';

export const [WIDTH, HEIGHT] = [200, 150];

/** Red, green and blue in 8-bit levels. */
export type Colour = readonly [number, number, number];

/** Numbers of a normal distribution, the same at every call with one seed (mulberry32, Box and Muller). */
export function normals(seed: number): () => number {
  let state = seed;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** A sepia toning: brown shadows, cream light, at its strongest in between; its luma is the level itself. */
export function sepia(level: number): Colour {
  const strength = 60 * (level / 255) * (1 - level / 255) + 8;
  const [red, blue] = [strength, -1.4 * strength];
  return [level + red, level - (0.299 * red + 0.114 * blue) / 0.587, level + blue];
}

/** The ramp of a print from 20 to 235, with waves across it so that every place has many levels. */
export function ramp(x: number, y: number): number {
  return 127 + 80 * Math.sin(x / 9) * Math.cos(y / 11) + 25 * (x / WIDTH - 0.5);
}

/** Writes pictures of one size into a folder of their own. */
export async function printMaker() {
  const folder = await mkdtemp(join(tmpdir(), 'tone-'));
  let count = 0;
  const make = async (channels: 1 | 3, depth: 8 | 16, value: (x: number, y: number) => readonly number[]) => {
    const samples = new (depth === 16 ? Uint16Array : Uint8Array)(WIDTH * HEIGHT * channels);
    const white = depth === 16 ? 65535 : 255;
    for (let i = 0; i < WIDTH * HEIGHT; i++) {
      const pixel = value(i % WIDTH, Math.floor(i / WIDTH));
      for (let c = 0; c < channels; c++) {
        samples[i * channels + c] = Math.max(0, Math.min(white, Math.round((pixel[c] * white) / 255)));
      }
    }
    const path = join(folder, `${count++}.raw`);
    await writeFile(path, samples);
    return { path, width: WIDTH, height: HEIGHT, channels, depth } satisfies RawPicture;
  };
  return {
    print: (value: (x: number, y: number) => Colour, depth: 8 | 16 = 8) => make(3, depth, value),
    mask: (damaged: (x: number, y: number) => boolean) => make(1, 8, (x, y) => [damaged(x, y) ? 255 : 0]),
    grey: (value: (x: number, y: number) => number) => make(1, 8, (x, y) => [value(x, y)]),
    remove: () => rm(folder, { recursive: true }),
  };
}
