import { readFile, stat, utimes } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { type DamageMap, damageMap } from '../../../src-main/analysis/damage/map';
import { damageProbability, type Finder, REACH } from '../../../src-main/analysis/damage/probability';
import { withPicture } from '../../../src-main/analysis/plane';
import type { RawPicture } from '../../../src-main/imaging/raw-picture';
import { rawFiles } from '../../imaging/raw-files';
import { uniforms } from '../support';

const files = rawFiles();

/** A stand-in with the network's receptive field: it answers with a mean over a cross, and the size. */
const cross: Finder = async (picture, width, height) => {
  expect([width % 16, height % 16, picture.length]).toEqual([0, 0, 3 * width * height]);
  const result = new Float32Array(width * height);
  const reach = REACH - 4;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (const [dx, dy] of [
        [0, 0],
        [reach, 0],
        [-reach, 0],
        [0, reach],
        [0, -reach],
      ]) {
        const [u, v] = [x + dx, y + dy];
        // The network sees zeros beyond the picture.
        if (u >= 0 && v >= 0 && u < width && v < height) sum += picture[v * width + u] + 1;
      }
      result[y * width + x] = sum / 10;
    }
  }
  return result;
};

async function photo(width: number, height: number): Promise<RawPicture> {
  const uniform = uniforms(3);
  return files.store(
    Uint8Array.from({ length: width * height }, () => Math.floor(256 * uniform())),
    width,
    1,
  );
}

const bytesOf = async ({ path }: DamageMap): Promise<Uint8Array> => new Uint8Array(await readFile(path));

describe('the probability of damage', () => {
  it('of an area is the same as in the whole photo', async () => {
    const raw = await photo(900, 640);
    await withPicture(raw, async (file) => {
      const whole = await damageProbability(file, raw, { x: 0, y: 0, width: 900, height: 640 }, cross);
      const area = { x: 256, y: 512, width: 256, height: 128 };
      const part = await damageProbability(file, raw, area, cross);
      for (const [x, y] of [
        [0, 0],
        [255, 127],
        [100, 50],
      ]) {
        expect(part[y * 256 + x]).toBeCloseTo(whole[(y + 512) * 900 + x + 256], 6);
      }
    });
  });

  it('is the larger of those at the two sizes that are analysed', async () => {
    const raw = await photo(64, 48);
    const sizes: string[] = [];
    const bySize: Finder = async (_, width, height) => {
      sizes.push(`${width}x${height}`);
      return new Float32Array(width * height).fill(width === 64 ? 0.25 : 0.75);
    };
    await withPicture(raw, async (file) => {
      const found = await damageProbability(file, raw, { x: 0, y: 0, width: 64, height: 48 }, bySize);
      expect(new Set(found)).toEqual(new Set([0.75]));
    });
    expect(sizes).toEqual(['64x48', '32x32']);
  });
});

describe('a damage map', () => {
  it('is kept beside the photo until the photo changes', async () => {
    const raw = await photo(70, 50);
    let calls = 0;
    const counted: Finder = async (_, width, height) => {
      calls++;
      return new Float32Array(width * height).fill(0.5);
    };
    const first = await damageMap(raw, async () => counted);
    expect(await bytesOf(first)).toEqual(new Uint8Array(70 * 50).fill(128));
    expect(await damageMap(raw, async () => counted)).toEqual(first);
    expect(calls).toBe(2);
    await utimes(raw.path, new Date(), new Date(Date.now() + 5000));
    expect((await damageMap(raw, async () => counted)).path).not.toBe(first.path);
    expect(calls).toBe(4);
  });

  it('leaves no file when the network fails or the search is cancelled', async () => {
    const raw = await photo(40, 40);
    const broken: Finder = async () => {
      throw new Error('out of memory');
    };
    await expect(damageMap(raw, async () => broken)).rejects.toThrow('out of memory');
    const { mtimeMs } = await stat(raw.path);
    await expect(stat(`${raw.path}.damage-${Math.round(mtimeMs)}`)).rejects.toThrow('ENOENT');
    await expect(damageMap(raw, async () => broken, AbortSignal.abort())).rejects.toThrow('aborted');
  });
});
