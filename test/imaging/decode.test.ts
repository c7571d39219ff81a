import { writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { Orientation } from '../../src-main/contract/jpeg-tables';
import { decodePhoto } from '../../src-main/imaging/decode';
import { probePhoto } from '../../src-main/imaging/probe';
import { noise, samplesOf, strangeProfile, workFolder, writeTags } from './support';

const folder = workFolder();

/** Moves samples upright by EXIF's definition of each orientation, pixel by pixel. */
function turn(samples: Uint8Array | Uint16Array, W: number, H: number, channels: number, by: Orientation) {
  const places: Record<Orientation, (i: number, j: number) => [number, number]> = {
    1: (i, j) => [i, j],
    2: (i, j) => [W - 1 - i, j],
    3: (i, j) => [W - 1 - i, H - 1 - j],
    4: (i, j) => [i, H - 1 - j],
    5: (i, j) => [j, i],
    6: (i, j) => [H - 1 - j, i],
    7: (i, j) => [H - 1 - j, W - 1 - i],
    8: (i, j) => [j, W - 1 - i],
  };
  const out = samples.slice();
  const width = by >= 5 ? H : W;
  for (let j = 0; j < H; j++) {
    for (let i = 0; i < W; i++) {
      const [x, y] = places[by](i, j);
      for (let k = 0; k < channels; k++) {
        out[(y * width + x) * channels + k] = samples[(j * W + i) * channels + k] ?? 0;
      }
    }
  }
  return out;
}

describe('EXIF orientation is applied exactly once', () => {
  const orientations: Orientation[] = [1, 2, 3, 4, 5, 6, 7, 8];
  const W = 7;
  const H = 5;
  for (const orientation of orientations) {
    for (const extension of ['png', 'jpg', 'tif', 'webp']) {
      test(`${orientation} in a .${extension}`, async () => {
        const path = folder.at(`o${orientation}.${extension}`);
        const samples = noise(W * H * 3, 8, orientation);
        const picture = sharp(samples, { raw: { width: W, height: H, channels: 3 } });
        if (extension === 'png') picture.png();
        if (extension === 'jpg') picture.jpeg({ quality: 98, chromaSubsampling: '4:4:4' });
        if (extension === 'tif') picture.tiff({ compression: 'lzw' });
        if (extension === 'webp') picture.webp({ lossless: true });
        await picture.toFile(path);
        const stored = await samplesOf(await decodePhoto(path, { rawPath: folder.at('o.raw') }));
        if (extension !== 'jpg') expect(stored).toEqual(samples);
        await writeTags(path, [`-IFD0:Orientation#=${orientation}`]);
        const upright = await decodePhoto(path, { rawPath: folder.at('o.raw') });
        expect([upright.width, upright.height]).toEqual(orientation >= 5 ? [H, W] : [W, H]);
        expect(await samplesOf(upright)).toEqual(turn(stored, W, H, 3, orientation));
        expect(await probePhoto(path)).toMatchObject({ orientation, storedWidth: W, storedHeight: H });
      });
    }
  }

  test('an AVIF is turned by its container, and not again', async () => {
    const path = folder.at('turned.avif');
    const left = sharp({ create: { width: 64, height: 32, channels: 3, background: 'white' } }).composite([
      { input: { create: { width: 32, height: 32, channels: 3, background: 'black' } }, left: 0, top: 0 },
    ]);
    await left.withMetadata({ orientation: 6 }).avif({ quality: 90 }).toFile(path);
    const picture = await decodePhoto(path, { rawPath: folder.at('avif.raw') });
    expect(picture).toMatchObject({ width: 32, height: 64 });
    const samples = await samplesOf(picture);
    // The stored left half is on top once turned clockwise.
    expect(samples[0]).toBeLessThan(20);
    expect(samples[samples.length - 1]).toBeGreaterThan(235);
  });
});

describe("samples keep the file's own numbers", () => {
  const W = 61;
  const H = 43;
  for (const channels of [1, 2, 3, 4] as const) {
    for (const depth of [8, 16] as const) {
      test(`${channels} channels of ${depth} bits, without applying an unusual profile`, async () => {
        const path = folder.at(`own-${channels}-${depth}.png`);
        const samples = noise(W * H * channels, depth, channels);
        const grey = channels < 3;
        await sharp(samples, { raw: { width: W, height: H, channels } })
          .toColourspace(depth === 16 ? (grey ? 'grey16' : 'rgb16') : grey ? 'b-w' : 'srgb')
          .png()
          .toFile(path);
        if (!grey) {
          await writeFile(folder.at('strange.icc'), await strangeProfile());
          await writeTags(path, [`-ICC_Profile<=${folder.at('strange.icc')}`]);
          expect((await probePhoto(path)).iccProfileName).toBe('sP3C');
        }
        const picture = await decodePhoto(path, { rawPath: folder.at('own.raw') });
        expect(picture).toMatchObject({ width: W, height: H, channels, depth });
        expect(await samplesOf(picture)).toEqual(samples);
      });
    }
  }

  test('a palette with transparency becomes RGBA', async () => {
    const samples = Uint8Array.from([255, 0, 0, 255, 0, 255, 0, 0, 0, 0, 255, 255, 9, 8, 7, 255]);
    const path = folder.at('palette.png');
    await sharp(samples, { raw: { width: 2, height: 2, channels: 4 } })
      .png({ palette: true, dither: 0 })
      .toFile(path);
    expect((await sharp(path).metadata()).isPalette).toBe(true);
    const picture = await decodePhoto(path, { rawPath: folder.at('palette.raw') });
    expect(picture).toMatchObject({ channels: 4, depth: 8 });
    const decoded = await samplesOf(picture);
    expect([decoded[0], decoded[3], decoded[7], decoded[11]]).toEqual([255, 255, 0, 255]);
  });

  test('one bit is 0 and 255', async () => {
    const samples = Uint8Array.from([0, 255, 255, 0, 255, 0, 0, 255, 0]);
    const path = folder.at('bilevel.tif');
    await sharp(samples, { raw: { width: 9, height: 1, channels: 1 } })
      .toColourspace('b-w')
      .tiff({ bitdepth: 1, compression: 'none' })
      .toFile(path);
    const picture = await decodePhoto(path, { rawPath: folder.at('bilevel.raw') });
    expect(await samplesOf(picture)).toEqual(samples);
  });

  test('white and black of a 10-bit AVIF are the ends of the 16-bit range', async () => {
    for (const [background, expected] of [
      ['white', 65535],
      ['black', 0],
    ] as const) {
      const path = folder.at(`${background}.avif`);
      // 16 bits of white, so that the encoder's 10 bits are full.
      const samples = new Uint16Array(32 * 32 * 3).fill(background === 'white' ? 65535 : 0);
      await sharp(samples, { raw: { width: 32, height: 32, channels: 3 } })
        .toColourspace('rgb16')
        .avif({ bitdepth: 10, quality: 100, chromaSubsampling: '4:4:4' })
        .toFile(path);
      const picture = await decodePhoto(path, { rawPath: folder.at('ten.raw') });
      expect(picture.depth).toBe(16);
      expect(new Set(await samplesOf(picture))).toEqual(new Set([expected]));
    }
  });
});

describe('unusual extents', () => {
  for (const [width, height] of [
    [1, 1],
    [7, 5],
    [20000, 50],
    [3, 9000],
  ] as const) {
    test(`${width}x${height}`, async () => {
      const path = folder.at('extent.png');
      const samples = noise(width * height * 3, 8);
      await sharp(samples, { raw: { width, height, channels: 3 } })
        .png({ compressionLevel: 1 })
        .toFile(path);
      const picture = await decodePhoto(path, { rawPath: folder.at('extent.raw') });
      expect(picture).toMatchObject({ width, height });
      expect(Buffer.from(await samplesOf(picture)).equals(Buffer.from(samples))).toBe(true);
    });
  }
});

test('a file that was rewritten under its name is read again', async () => {
  const path = folder.at('rewritten.png');
  for (const background of ['#102030', '#405060']) {
    await sharp({ create: { width: 4, height: 4, channels: 3, background } })
      .png()
      .toFile(path);
    const samples = await samplesOf(await decodePhoto(path, { rawPath: folder.at('rewritten.raw') }));
    expect(`#${Buffer.from(samples.subarray(0, 3)).toString('hex')}`).toBe(background);
  }
});

test('only the raw files remain', async () => {
  expect((await folder.list()).filter((name) => name.endsWith('.v'))).toEqual([]);
});
