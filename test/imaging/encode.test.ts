import { readFile, stat, writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { standardTables } from '../../src-main/contract/jpeg-tables';
import { decodePhoto } from '../../src-main/imaging/decode';
import { encodePhoto } from '../../src-main/imaging/encode';
import { jpegQuality } from '../../src-main/imaging/encoders';
import { jpegTables } from '../../src-main/imaging/jpeg-markers';
import { probePhoto, readProfile } from '../../src-main/imaging/probe';
import type { RawPicture } from '../../src-main/imaging/raw-picture';
import { readPageTexts } from '../../src-main/imaging/tiff-pages';
import { writeTiff } from '../../src-main/imaging/tiff-writer';
import { noise, rawPicture, refusal, samplesOf, strangeProfile, workFolder, writeTags } from './support';

const folder = workFolder();
const W = 61;
const H = 43;

/** A source photo with the strange profile (RGB), so that any conversion on the way out would show. */
async function sourcePhoto(name: string, grey = false): Promise<string> {
  const path = folder.at(name);
  const channels = grey ? 1 : 3;
  const picture = sharp(noise(W * H * channels, 8), { raw: { width: W, height: H, channels } });
  await (grey ? picture.toColourspace('b-w') : picture).png().toFile(path);
  if (!grey) {
    await writeFile(folder.at('strange.icc'), await strangeProfile());
    await writeTags(path, [`-ICC_Profile<=${folder.at('strange.icc')}`]);
  }
  return path;
}

describe('samples survive, and the profile with them, byte for byte', () => {
  for (const extension of ['png', 'tif'] as const) {
    for (const channels of [1, 2, 3, 4] as const) {
      for (const depth of [8, 16] as const) {
        test(`${channels} channels of ${depth} bits in a .${extension}`, async () => {
          const source = await sourcePhoto('source.png', channels < 3);
          const samples = noise(W * H * channels, depth, channels + depth);
          const page = await rawPicture(folder.at('in.raw'), samples, W, H, channels);
          const out = folder.at(`out.${extension}`);
          await encodePhoto({ pages: [page], source, out, options: { metadata: 'keep' } });
          const back = await decodePhoto(out, { rawPath: folder.at('back.raw') });
          expect(back).toMatchObject({ width: W, height: H, channels, depth });
          expect(await samplesOf(back)).toEqual(samples);
          const { icc } = await sharp(out).metadata();
          if (channels < 3) expect(icc).toBeUndefined();
          else expect(icc?.equals(await strangeProfile())).toBe(true);
        });
      }
    }
  }

  for (const extension of ['jpg', 'webp', 'avif'] as const) {
    test(`in a .${extension} the numbers stay near and the profile the same`, async () => {
      const source = await sourcePhoto('source.png');
      const samples = new Uint8Array(W * H * 3).map((_, k) => [200, 60, 90][k % 3] ?? 0);
      const page = await rawPicture(folder.at('flat.raw'), samples, W, H, 3);
      const out = folder.at(`flat.${extension}`);
      await encodePhoto({ pages: [page], source, out, options: { metadata: 'keep' } });
      const back = await samplesOf(await decodePhoto(out, { rawPath: folder.at('back.raw') }));
      expect(Math.max(...back.map((value, k) => Math.abs(value - (samples[k] ?? 0))))).toBeLessThanOrEqual(2);
      expect((await sharp(out).metadata()).icc?.equals(await strangeProfile())).toBe(true);
    });
  }
});

describe('bit depths', () => {
  const ramp = Uint16Array.from({ length: 65536 }, (_, k) => k);

  test('16 bits become 8 by rounding to the nearest', async () => {
    const source = await sourcePhoto('grey.png', true);
    const page = await rawPicture(folder.at('ramp.raw'), ramp, 256, 256, 1);
    const out = folder.at('ramp.png');
    await encodePhoto({ pages: [page], source, out, options: { metadata: 'remove', bitDepth: 8 } });
    const back = await decodePhoto(out, { rawPath: folder.at('back.raw') });
    expect(back.depth).toBe(8);
    expect(await samplesOf(back)).toEqual(
      Uint8Array.from(ramp, (value) => Math.round((value * 255) / 65535)),
    );
  });

  test('16 bits in a JPEG are rounded before it is coded', async () => {
    const source = await sourcePhoto('grey.png', true);
    // 130 of 255, less a little: cutting would give 129.
    const page = await rawPicture(
      folder.at('flat16.raw'),
      new Uint16Array(64).fill(130 * 257 - 100),
      8,
      8,
      1,
    );
    const out = folder.at('flat16.jpg');
    await encodePhoto({ pages: [page], source, out, options: { metadata: 'remove', quality: 100 } });
    const back = await decodePhoto(out, { rawPath: folder.at('back.raw') });
    expect(back).toMatchObject({ channels: 1, depth: 8 });
    expect(new Set(await samplesOf(back))).toEqual(new Set([130]));
  });

  test('8 bits become 16 and come back the same', async () => {
    const source = await sourcePhoto('source.png');
    const samples = noise(W * H * 3, 8);
    for (const extension of ['png', 'tif']) {
      const page = await rawPicture(folder.at('in.raw'), samples, W, H, 3);
      const out = folder.at(`deep.${extension}`);
      await encodePhoto({ pages: [page], source, out, options: { metadata: 'keep', bitDepth: 16 } });
      const back = await decodePhoto(out, { rawPath: folder.at('back.raw') });
      expect(back.depth).toBe(16);
      expect(await samplesOf(back)).toEqual(Uint16Array.from(samples, (value) => value * 257));
    }
  });

  test('white and black in 16 bits are white and black in an AVIF', async () => {
    const source = await sourcePhoto('source.png');
    for (const value of [0, 65535]) {
      const page = await rawPicture(folder.at('in.raw'), new Uint16Array(32 * 32 * 3).fill(value), 32, 32, 3);
      const out = folder.at('ends.avif');
      await encodePhoto({ pages: [page], source, out, options: { metadata: 'remove', quality: 100 } });
      const back = await samplesOf(await decodePhoto(out, { rawPath: folder.at('back.raw') }));
      expect(Math.max(...back.map((sample) => Math.abs(sample - value)))).toBeLessThanOrEqual(65);
    }
  });
});

describe('pages', () => {
  test('of different sizes, kinds and many strips live in one TIFF', async () => {
    const source = await sourcePhoto('source.png');
    const kinds = [
      [W, H, 3],
      [1200, 900, 3],
      [1, 1, 1],
      [20000, 50, 4],
    ] as const;
    const samples = kinds.map(([width, height, channels], k) => noise(width * height * channels, 16, k));
    const pages = await Promise.all(
      kinds.map(([width, height, channels], k) =>
        rawPicture(folder.at(`page${k}.raw`), samples[k] ?? new Uint16Array(), width, height, channels),
      ),
    );
    const out = folder.at('pages.tif');
    await encodePhoto({ pages, source, out, options: { metadata: 'keep' } });
    expect((await probePhoto(out)).pages).toBe(4);
    for (const [page, [width, height, channels]] of kinds.entries()) {
      const back = await decodePhoto(out, { page, rawPath: folder.at('back.raw') });
      expect(back).toMatchObject({ width, height, channels, depth: 16 });
      const expected = samples[page];
      const found = await samplesOf(back);
      expect(Buffer.from(found.buffer).equals(Buffer.from(expected?.buffer ?? new ArrayBuffer(0)))).toBe(
        true,
      );
    }
  });

  describe('keep what each page of the source has', () => {
    async function twoPages(): Promise<{ pages: RawPicture[]; source: string }> {
      const page = (name: string) => rawPicture(folder.at(name), noise(W * H * 3, 8), W, H, 3);
      const pages = [await page('first.raw'), await page('second.raw')];
      const text = (words: string) => new TextEncoder().encode(`${words}\0`);
      const source = folder.at('two.tif');
      const [first, second] = pages.map((picture, k) => ({
        picture,
        density: 300 * (k + 1),
        texts: new Map([
          [270, text(`photo ${k}`)],
          [306, text(`195${k}:01:02 03:04:05`)],
        ]),
      }));
      if (!first || !second) throw new Error('two pages were made');
      await writeTiff([{ ...first, profile: await strangeProfile() }, second], source, 8);
      return { pages, source };
    }
    const texts = async (path: string, page: number) =>
      Array.from((await readPageTexts(path, page)).values(), (bytes) => Buffer.from(bytes).toString());

    test('its resolution, its profile or none, and its texts', async () => {
      const { pages, source } = await twoPages();
      const out = folder.at('both.tif');
      await encodePhoto({ pages, source, out, options: { metadata: 'keep' } });
      expect(await probePhoto(out, 0)).toMatchObject({ density: 300 });
      expect(await probePhoto(out, 1)).toMatchObject({ density: 600 });
      expect(Buffer.from((await readProfile(out, 0)) ?? []).equals(await strangeProfile())).toBe(true);
      expect(await readProfile(out, 1)).toBeUndefined();
      expect(await texts(out, 0)).toEqual(['photo 0\0', '1950:01:02 03:04:05\0']);
      expect(await texts(out, 1)).toEqual(['photo 1\0', '1951:01:02 03:04:05\0']);
    });

    test('but no texts where metadata are removed, and the resolution that was asked for', async () => {
      const { pages, source } = await twoPages();
      const out = folder.at('bare.tif');
      await encodePhoto({ pages, source, out, options: { metadata: 'remove', density: 150 } });
      for (const page of [0, 1]) {
        expect(await probePhoto(out, page)).toMatchObject({ density: 150 });
        expect(await texts(out, page)).toEqual([]);
      }
    });
  });

  test('of another format than TIFF are refused in words', async () => {
    const source = await sourcePhoto('source.png');
    const page = await rawPicture(folder.at('in.raw'), noise(W * H * 3, 8), W, H, 3);
    const out = folder.at('two.png');
    const error = await refusal(
      encodePhoto({ pages: [page, page], source, out, options: { metadata: 'keep' } }),
    );
    expect(error).toMatchObject({
      badRequest: true,
      message: expect.stringMatching(/one page only.*2; name it \.tif\./),
    });
  });
});

describe('JPEG', () => {
  test('is 4:4:4 at quality 95 by default, and as asked otherwise', async () => {
    const source = await sourcePhoto('source.png');
    const page = await rawPicture(folder.at('in.raw'), noise(W * H * 3, 8), W, H, 3);
    const out = folder.at('default.jpg');
    await encodePhoto({ pages: [page], source, out, options: { metadata: 'keep' } });
    expect(await jpegTables(out)).toEqual(standardTables(95, '4:4:4'));
    await encodePhoto({ pages: [page], source, out, options: { metadata: 'keep', quality: 40 } });
    expect(await jpegTables(out)).toEqual(standardTables(40, '4:4:4'));
  });

  test('from a finer JPEG is at least as fine', async () => {
    const source = folder.at('fine.jpg');
    await sharp(noise(W * H * 3, 8), { raw: { width: W, height: H, channels: 3 } })
      .jpeg({ quality: 98 })
      .toFile(source);
    const page = await decodePhoto(source, { rawPath: folder.at('in.raw') });
    const out = folder.at('finer.jpg');
    await encodePhoto({ pages: [page], source, out, options: { metadata: 'keep' } });
    expect(await jpegTables(out)).toEqual(standardTables(98, '4:4:4'));
  });

  test('quality is the least from 95 up whose steps are nowhere coarser than the source', () => {
    for (let quality = 1; quality <= 100; quality++) {
      const chosen = jpegQuality(standardTables(quality, '4:4:4'));
      const steps = standardTables(chosen, '4:4:4').quantisation.flat();
      const own = standardTables(quality, '4:4:4').quantisation.flat();
      expect(chosen).toBeGreaterThanOrEqual(95);
      expect(chosen).toBeLessThanOrEqual(Math.max(95, quality));
      expect(steps.every((step, k) => step <= (own[k] ?? 0))).toBe(true);
    }
  });

  test('refuses transparency and names formats that hold it', async () => {
    const source = await sourcePhoto('source.png');
    const page = await rawPicture(folder.at('in.raw'), noise(W * H * 4, 8), W, H, 4);
    const out = folder.at('alpha.jpg');
    const error = await refusal(encodePhoto({ pages: [page], source, out, options: { metadata: 'keep' } }));
    expect(error.message).toMatch(
      /alpha\.jpg can't hold transparency as a JPEG; name it \.png, \.tif or \.webp\.$/,
    );
    await expect(stat(out)).rejects.toThrow('ENOENT');
  });
});

test('a picture larger than its format can hold is refused before any work', async () => {
  const source = await sourcePhoto('source.png');
  const page = { ...(await rawPicture(folder.at('in.raw'), new Uint8Array(3), 1, 1, 3)), width: 20_000 };
  for (const [out, limit] of [
    [folder.at('wide.webp'), 16383],
    [folder.at('wide.jpg'), 65535],
  ] as const) {
    const wide = { ...page, width: limit + 1 };
    const error = await refusal(encodePhoto({ pages: [wide], source, out, options: { metadata: 'keep' } }));
    expect(error.badRequest).toBe(true);
    expect(error.message).toMatch(new RegExp(`at most ${limit} a side`));
  }
});

test('a colour picture made from a grey photo does not get the grey profile', async () => {
  const greyProfile = Buffer.from(await strangeProfile());
  greyProfile.write('GRAY', 16, 'latin1');
  const source = await sourcePhoto('grey-profile.png', true);
  await writeFile(folder.at('grey.icc'), greyProfile);
  await writeTags(source, [`-ICC_Profile<=${folder.at('grey.icc')}`]);
  const samples = noise(W * H * 3, 8);
  const page = await rawPicture(folder.at('in.raw'), samples, W, H, 3);
  const out = folder.at('colourised.png');
  await encodePhoto({ pages: [page], source, out, options: { metadata: 'keep' } });
  expect((await sharp(out).metadata()).icc).toBeUndefined();
  expect(await samplesOf(await decodePhoto(out, { rawPath: folder.at('back.raw') }))).toEqual(samples);
});

test('writing again gives the same bytes', async () => {
  const source = await sourcePhoto('source.png');
  const page = await rawPicture(folder.at('in.raw'), noise(W * H * 3, 16), W, H, 3);
  for (const extension of ['png', 'tif', 'jpg']) {
    const out = folder.at(`same.${extension}`);
    await encodePhoto({ pages: [page], source, out, options: { metadata: 'keep' } });
    const first = await readFile(out);
    await encodePhoto({ pages: [page], source, out, options: { metadata: 'keep' } });
    expect(first.equals(await readFile(out))).toBe(true);
  }
});
