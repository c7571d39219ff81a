import { readdir, stat, writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { displayTile, makeDisplay } from '../../src-main/imaging/display';
import type { RawPicture } from '../../src-main/imaging/raw-picture';
import { adobeRgbProfile, linearGreyProfile } from './profiles';
import { noise, rawPicture, refusal, workFolder, writeTags } from './support';

const folder = workFolder();
let count = 0;

/** A level put together from its tiles: interleaved samples. */
async function readLevel(shown: string, level: number, width: number, height: number, channels: number) {
  const whole = new Uint8Array(width * height * channels);
  for (let row = 0; row * 512 < height; row++) {
    for (let column = 0; column * 512 < width; column++) {
      const { type, bytes } = await displayTile(shown, level, column, row);
      expect(type).toBe('image/png');
      const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
      expect(info.channels).toBe(channels);
      expect([info.width, info.height]).toEqual([
        Math.min(512, width - column * 512),
        Math.min(512, height - row * 512),
      ]);
      for (let y = 0; y < info.height; y++) {
        const line = data.subarray(y * info.width * channels, (y + 1) * info.width * channels);
        whole.set(line, ((row * 512 + y) * width + column * 512) * channels);
      }
    }
  }
  return whole;
}

/** The definition, pixel by pixel: the rounded mean of those of 2x2 that exist. */
function halved(samples: Uint8Array, width: number, height: number, channels: number): Uint8Array {
  const [w, h] = [Math.ceil(width / 2), Math.ceil(height / 2)];
  return Uint8Array.from({ length: w * h * channels }, (_, i) => {
    const [x, y, k] = [Math.floor(i / channels) % w, Math.floor(i / channels / w), i % channels];
    const found: number[] = [];
    for (const v of [2 * y, 2 * y + 1]) {
      for (const u of [2 * x, 2 * x + 1]) {
        if (u < width && v < height) found.push(samples[(v * width + u) * channels + k]);
      }
    }
    return Math.floor(found.reduce((sum, value) => sum + value, 0) / found.length + 0.5);
  });
}

async function show(raw: RawPicture, profileFrom: string | null = null) {
  return makeDisplay({ raw, profileFrom }, folder.at(`shown${count++}`));
}

describe('a pyramid', () => {
  for (const [width, height, levels] of [
    [1300, 1027, 3],
    [513, 512, 2],
    [512, 512, 1],
    [20000, 50, 7],
    [50, 2000, 3],
    [1, 1, 1],
  ]) {
    test(`of ${width}x${height} pixels has the picture and its means, tile by tile`, async () => {
      const samples = Uint8Array.from(noise(width * height * 3, 8));
      const raw = await rawPicture(folder.at('in.raw'), samples, width, height, 3);
      const shown = await show(raw);
      expect(shown.picture).toEqual({ width, height, levels });
      let [expected, w, h] = [samples, width, height];
      for (let level = 0; level < levels; level++) {
        const found = await readLevel(shown.folder, level, w, h, 3);
        expect(Buffer.compare(found, expected), `level ${level}`).toBe(0);
        [expected, w, h] = [Uint8Array.from(halved(expected, w, h, 3)), Math.ceil(w / 2), Math.ceil(h / 2)];
      }
      expect(Math.max(w, h)).toBeLessThanOrEqual(256);
    });
  }

  test('refuses tiles that do not exist', async () => {
    const shown = await show(await rawPicture(folder.at('in.raw'), noise(600 * 20 * 3, 8), 600, 20, 3));
    for (const [level, column, row] of [
      [0, 2, 0],
      [0, 0, 1],
      [1, 1, 0],
      [2, 0, 0],
    ]) {
      expect((await refusal(displayTile(shown.folder, level, column, row))).badRequest).toBe(true);
    }
    expect((await refusal(displayTile(folder.at('nowhere'), 0, 0, 0))).message).toMatch(/no longer shown/);
  });

  test('leaves only its levels behind, and nothing if the photo is damaged', async () => {
    const shown = await show(await rawPicture(folder.at('in.raw'), noise(600 * 20 * 3, 8), 600, 20, 3));
    expect((await readdir(shown.folder)).sort()).toEqual(['display.json', 'level-0', 'level-1']);
    await writeFile(
      folder.at('cut.png'),
      (
        await sharp({ create: { width: 64, height: 64, channels: 3, background: 'red' } })
          .png()
          .toBuffer()
      ).subarray(0, 90),
    );
    await refusal(makeDisplay({ path: folder.at('cut.png') }, folder.at('damaged')));
    expect(await stat(folder.at('damaged')).catch(() => 'gone')).toBe('gone');
  });
});

describe('kinds of pictures', () => {
  test('grey becomes three equal channels, 16 bits are rounded to 8', async () => {
    const samples = noise(30 * 20, 16);
    const shown = await show(await rawPicture(folder.at('in.raw'), samples, 30, 20, 1));
    const expected = Uint8Array.from({ length: 1800 }, (_, i) =>
      Math.round(samples[Math.floor(i / 3)] / 257),
    );
    expect(await readLevel(shown.folder, 0, 30, 20, 3)).toEqual(expected);
  });

  test('alpha is kept, and transparent pixels add no colour to smaller levels', async () => {
    const samples = new Uint8Array(600 * 2 * 4);
    for (let pixel = 0; pixel < 1200; pixel++)
      samples.set(pixel % 2 ? [250, 10, 20, 200] : [0, 255, 0, 0], pixel * 4);
    const shown = await show(await rawPicture(folder.at('in.raw'), samples, 600, 2, 4));
    expect(await readLevel(shown.folder, 0, 600, 2, 4)).toEqual(samples);
    expect([...(await readLevel(shown.folder, 1, 300, 1, 4)).subarray(0, 4)]).toEqual([250, 10, 20, 100]);
    const grey = await show(await rawPicture(folder.at('in.raw'), Uint8Array.of(90, 128), 1, 1, 2));
    expect([...(await readLevel(grey.folder, 0, 1, 1, 4))]).toEqual([90, 90, 90, 128]);
  });

  test('a turned photo stands upright', async () => {
    const samples = Uint8Array.from(noise(40 * 30 * 3, 8));
    await sharp(samples, { raw: { width: 40, height: 30, channels: 3 } })
      .withMetadata({ orientation: 6 })
      .png()
      .toFile(folder.at('turned.png'));
    const shown = await makeDisplay({ path: folder.at('turned.png') }, folder.at('turned'));
    expect(shown.picture).toEqual({ width: 30, height: 40, levels: 1 });
    const turned = await sharp(samples, { raw: { width: 40, height: 30, channels: 3 } })
      .rotate(90)
      .raw()
      .toBuffer();
    expect(Buffer.from(await readLevel(shown.folder, 0, 30, 40, 3))).toEqual(turned);
  });
});

/** sRGB's curve and its inverse, 0 to 1 (IEC 61966-2-1). */
const encode = (v: number) => (v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055);
const decode = (v: number) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);

/** Linear Display P3 to linear sRGB: both have the white point D65 (CSS Color 4's matrices, multiplied). */
const P3_TO_SRGB = [
  [1.2249401763, -0.2249401763, 0],
  [-0.0420569547, 1.0420569547, 0],
  [-0.0196375546, -0.0786360456, 1.0982736002],
];

/** The same for Adobe RGB (1998), whose curve is a power of 2 + 51/256. */
const ADOBE_TO_SRGB = [
  [1.3983557439, -0.3983557439, 0],
  [0, 1, 0],
  [0, -0.0429289893, 1.0429289893],
];

function toSrgb(linear: readonly number[], matrix: readonly (readonly number[])[]): number[] {
  return matrix.map((row) => {
    const value = row.reduce((sum, weight, k) => sum + weight * linear[k], 0);
    return Math.round(255 * encode(Math.min(1, Math.max(0, value))));
  });
}

function p3ToSrgb(values: readonly number[]): number[] {
  return toSrgb(
    values.map((value) => decode(value / 255)),
    P3_TO_SRGB,
  );
}

function adobeToSrgb(values: readonly number[]): number[] {
  return toSrgb(
    values.map((value) => (value / 255) ** (2 + 51 / 256)),
    ADOBE_TO_SRGB,
  );
}

const COLOURS = [
  [128, 128, 128],
  [180, 120, 90],
  [60, 110, 140],
  [200, 190, 60],
  [20, 30, 25],
  [255, 255, 255],
  [0, 0, 0],
];

describe('colours are those of the photo by its profile', () => {
  for (const depth of [8, 16] as const) {
    for (const alpha of [false, true]) {
      test(`Display P3 of ${depth} bits${alpha ? ' with alpha' : ''}, from the file and from its samples`, async () => {
        const channels = alpha ? 4 : 3;
        const pixels = COLOURS.flatMap((colour) => (alpha ? [...colour, 100] : colour));
        const samples = depth === 16 ? Uint16Array.from(pixels, (v) => v * 257) : Uint8Array.from(pixels);
        const photo = folder.at(`p3-${depth}-${alpha}.tif`);
        await sharp({ create: { width: 2, height: 2, channels: 3, background: 'grey' } })
          .withIccProfile('p3')
          .png()
          .toFile(folder.at('p3.png'));
        const { icc } = await sharp(folder.at('p3.png')).metadata();
        await writeFile(folder.at('p3.icc'), icc ?? '');
        await sharp(samples, { raw: { width: 7, height: 1, channels } })
          .toColourspace(depth === 16 ? 'rgb16' : 'srgb')
          .png()
          .toFile(photo.replace('.tif', '.png'));
        await writeTags(photo.replace('.tif', '.png'), [`-ICC_Profile<=${folder.at('p3.icc')}`]);
        const raw = await rawPicture(folder.at('in.raw'), samples, 7, 1, channels);
        const expected = COLOURS.flatMap((colour) => (alpha ? [...p3ToSrgb(colour), 100] : p3ToSrgb(colour)));
        for (const shown of [
          await show(raw, photo.replace('.tif', '.png')),
          await makeDisplay({ path: photo.replace('.tif', '.png') }, folder.at(`file${count++}`)),
        ]) {
          const found = await readLevel(shown.folder, 0, 7, 1, channels);
          const away = Array.from(found, (value, k) => Math.abs(value - expected[k]));
          expect(Math.max(...away), `${[...found]} instead of ${expected}`).toBeLessThanOrEqual(1);
        }
      });
    }
  }

  for (const depth of [8, 16] as const) {
    test(`Adobe RGB of ${depth} bits`, async () => {
      const unit = depth === 16 ? 257 : 1;
      const values = COLOURS.flat().map((value) => value * unit);
      const samples = depth === 16 ? Uint16Array.from(values) : Uint8Array.from(values);
      await writeFile(folder.at('adobe.icc'), adobeRgbProfile());
      await sharp({ create: { width: 7, height: 1, channels: 3, background: 'grey' } })
        .png()
        .toFile(folder.at('adobe.png'));
      await writeTags(folder.at('adobe.png'), [`-ICC_Profile<=${folder.at('adobe.icc')}`]);
      const shown = await show(
        await rawPicture(folder.at('in.raw'), samples, 7, 1, 3),
        folder.at('adobe.png'),
      );
      const found = await readLevel(shown.folder, 0, 7, 1, 3);
      const expected = COLOURS.flatMap(adobeToSrgb);
      const away = Array.from(found, (value, k) => Math.abs(value - expected[k]));
      expect(Math.max(...away), `${[...found]} instead of ${expected}`).toBeLessThanOrEqual(1);
    });

    test(`a grey profile of gamma 1.0 in ${depth} bits`, async () => {
      const samples = depth === 16 ? Uint16Array.of(0, 13107, 32768, 65535) : Uint8Array.of(0, 51, 128, 255);
      const photo = folder.at(`linear-${depth}.png`);
      await sharp(samples, { raw: { width: 4, height: 1, channels: 1 } })
        .toColourspace(depth === 16 ? 'grey16' : 'b-w')
        .png()
        .toFile(photo);
      await writeFile(folder.at('linear.icc'), linearGreyProfile());
      await writeTags(photo, [`-ICC_Profile<=${folder.at('linear.icc')}`]);
      const expected = [0, 124, 188, 255].flatMap((value) => [value, value, value]);
      const shown = await makeDisplay({ path: photo }, folder.at(`file${count++}`));
      const found = await readLevel(shown.folder, 0, 4, 1, 3);
      const away = Array.from(found, (value, k) => Math.abs(value - expected[k]));
      expect(Math.max(...away), `${[...found]} instead of ${expected}`).toBeLessThanOrEqual(1);
    });
  }

  test('a grey profile in 16 bits with alpha', async () => {
    const raw = await rawPicture(folder.at('in.raw'), Uint16Array.of(13107, 25700, 65535, 65535), 2, 1, 2);
    const shown = await show(raw, folder.at('linear-16.png'));
    const found = await readLevel(shown.folder, 0, 2, 1, 4);
    const away = Array.from(found, (value, k) =>
      Math.abs(value - [124, 124, 124, 100, 255, 255, 255, 255][k]),
    );
    expect(Math.max(...away), `${[...found]}`).toBeLessThanOrEqual(1);
  });

  test('a colourised result of a grey photo is sRGB, not what its grey profile says', async () => {
    const raw = await rawPicture(folder.at('in.raw'), Uint8Array.of(10, 100, 200), 1, 1, 3);
    const shown = await show(raw, folder.at('linear-8.png'));
    expect([...(await readLevel(shown.folder, 0, 1, 1, 3))]).toEqual([10, 100, 200]);
  });
});
