import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { readKernel } from '../../src-main/imaging/kernel';
import { countDamaged, readMask } from '../../src-main/imaging/mask';
import { refusal, samplesOf, workFolder, writeTags } from './support';

const folder = workFolder();

async function draw(
  name: string,
  samples: number[],
  width: number,
  channels: 1 | 2 | 3 | 4,
): Promise<string> {
  const path = folder.at(name);
  const height = samples.length / channels / width;
  await sharp(Uint8Array.from(samples), { raw: { width, height, channels } })
    .toColourspace(channels < 3 ? 'b-w' : 'srgb')
    .toFile(path);
  return path;
}

describe('a mask', () => {
  test('is damaged where it is lighter than 127, in proportion to its lightness', async () => {
    const path = await draw('mask.png', [0, 127, 128, 255], 2, 1);
    const mask = await readMask(path, 2, 2, folder.at('mask.raw'));
    expect(mask).toEqual({ path: folder.at('mask.raw'), width: 2, height: 2, channels: 1, depth: 8 });
    expect(await samplesOf(mask)).toEqual(Uint8Array.from([0, 0, 128, 255]));
    expect(await countDamaged(mask)).toBe(2);
  });

  test('may be in colour, with transparency as black', async () => {
    const path = await draw(
      'colour.png',
      [
        255, 255, 255, 255, 255, 255, 255, 100, 128, 128, 128, 255, 127, 127, 127, 255, 255, 0, 0, 255, 0,
        255, 0, 255,
      ],
      3,
      4,
    );
    const mask = await readMask(path, 3, 2, folder.at('mask.raw'));
    // White, white mostly see-through, light, dark, red (luma 76), green (luma 150).
    expect(await samplesOf(mask)).toEqual(Uint8Array.from([255, 0, 128, 0, 0, 150]));
  });

  test('of 16 bits has its threshold at the same grey', async () => {
    const path = folder.at('deep.png');
    await sharp(Uint16Array.from([0, 32767, 32768, 65535]), { raw: { width: 4, height: 1, channels: 1 } })
      .toColourspace('grey16')
      .png()
      .toFile(path);
    const mask = await readMask(path, 4, 1, folder.at('mask.raw'));
    expect(await samplesOf(mask)).toEqual(Uint8Array.from([0, 0, 128, 255]));
  });

  test('is turned upright by its own orientation', async () => {
    const path = await draw('turned.png', [255, 0, 0, 0, 0, 0], 3, 1);
    await writeTags(path, ['-IFD0:Orientation#=6']);
    const mask = await readMask(path, 2, 3, folder.at('mask.raw'));
    expect(await samplesOf(mask)).toEqual(Uint8Array.from([0, 255, 0, 0, 0, 0]));
  });

  test('of any other size is refused, naming both', async () => {
    const path = await draw('small.png', [0, 255], 2, 1);
    const error = await refusal(readMask(path, 640, 480, folder.at('refused.raw')));
    expect(error.badRequest).toBe(true);
    expect(error.message).toMatch(
      /mask .*small\.png is 2x1 pixels and the photo 640x480; make both the same/,
    );
    expect((await folder.list()).filter((name) => name.startsWith('refused'))).toEqual([]);
  });

  test('that is all black has no damage; the caller decides about that', async () => {
    const path = await draw('black.png', new Array<number>(12).fill(0), 4, 1);
    expect(await countDamaged(await readMask(path, 4, 3, folder.at('mask.raw')))).toBe(0);
  });
});

describe('a kernel', () => {
  test('is normalised to sum 1', async () => {
    const path = await draw('kernel.png', [0, 50, 0, 50, 100, 50, 0, 50, 0], 3, 1);
    const kernel = await readKernel(path);
    expect([kernel.width, kernel.height]).toEqual([3, 3]);
    expect(Array.from(kernel.data)).toEqual([0, 1, 0, 1, 2, 1, 0, 1, 0].map((weight) => weight / 6));
  });

  test('of even sides gets a row and column of zeros', async () => {
    const kernel = await readKernel(await draw('even.png', [10, 30, 20, 40], 2, 1));
    expect([kernel.width, kernel.height]).toEqual([3, 3]);
    expect(Array.from(kernel.data)).toEqual([0.1, 0.3, 0, 0.2, 0.4, 0, 0, 0, 0]);
  });

  test('in colour with transparency weighs by mean and alpha', async () => {
    const kernel = await readKernel(
      await draw('rgba.png', [30, 60, 90, 255, 60, 60, 60, 255, 255, 255, 255, 0], 3, 4),
    );
    expect(Array.from(kernel.data)).toEqual([0.5, 0.5, 0]);
  });

  test('all black or too large is refused in words', async () => {
    const black = await refusal(readKernel(await draw('none.png', [0, 0, 0], 3, 1)));
    expect(black.message).toMatch(
      /kernel .*none\.png is all black; give a picture with its weights in white/,
    );
    const large = await refusal(readKernel(await draw('large.png', new Array<number>(512).fill(1), 512, 1)));
    expect(large.message).toMatch(/large\.png is 512x1 pixels; give one of at most 511/);
  });
});
