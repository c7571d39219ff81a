import { copyFile, writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { decodePhoto } from '../../src-main/imaging/decode';
import { encodePhoto } from '../../src-main/imaging/encode';
import type { Mark } from '../../src-main/imaging/mark';
import { probePhoto } from '../../src-main/imaging/probe';
import { resizeRaw } from '../../src-main/imaging/resize';
import {
  noise,
  rawPicture,
  readTags,
  refusal,
  samplesOf,
  strangeProfile,
  workFolder,
  writeTags,
} from './support';

const folder = workFolder();
const W = 40;
const H = 30;
const EXTENSIONS = ['jpg', 'png', 'tif', 'webp', 'avif'] as const;
const MARK: Mark = {
  software: 'Daguerre 1.2.3',
  recipe: 'denoise, noise 10, steps 8 | {a, b} [c] <d> & "é"',
  kind: 'mean',
  seed: 7,
  network: '2026.1 (sha256 abc)',
  made: '2026-01-02T03:04:05Z',
};

let source = '';
beforeAll(async () => {
  source = folder.at('source.jpg');
  const picture = sharp(noise(W * H * 3, 8), { raw: { width: W, height: H, channels: 3 } });
  await picture.withMetadata({ density: 72 }).jpeg().toFile(source);
  await writeFile(folder.at('strange.icc'), await strangeProfile());
  await writeTags(source, [
    `-ICC_Profile<=${folder.at('strange.icc')}`,
    '-IFD0:Artist=Louis',
    '-XMP-tiff:XResolution=72',
    '-XMP-xmpMM:History={Action=saved,SoftwareAgent=Another program}',
  ]);
});

async function page(channels: 1 | 2 | 3 | 4 = 3, depth: 8 | 16 = 8) {
  return rawPicture(folder.at('page.raw'), noise(W * H * channels, depth), W, H, channels);
}

describe('a mark of what was done', () => {
  for (const extension of EXTENSIONS) {
    for (const metadata of ['keep', 'remove'] as const) {
      test(`is in a .${extension} whose other metadata were ${metadata === 'keep' ? 'kept' : 'removed'}`, async () => {
        const out = folder.at(`marked-${metadata}.${extension}`);
        await encodePhoto({ pages: [await page()], source, out, options: { metadata, mark: MARK } });
        const tags = await readTags(out);
        const kept = metadata === 'keep';
        expect(tags).toMatchObject({
          'XMP-xmp:CreatorTool': 'Daguerre 1.2.3',
          'XMP-iptcExt:DigitalSourceType': expect.stringMatching(/compositeWithTrainedAlgorithmicMedia$/),
        });
        const agents = kept ? ['Another program', 'Daguerre 1.2.3'] : ['Daguerre 1.2.3'];
        expect([tags['XMP-xmpMM:HistorySoftwareAgent']].flat()).toEqual(agents);
        expect([tags['XMP-xmpMM:HistoryAction']].flat()).toEqual(kept ? ['saved', 'edited'] : ['edited']);
        expect(tags['XMP-xmpMM:HistoryWhen']).toBeDefined();
        expect([tags['XMP-xmpMM:HistoryParameters']].flat()).toEqual([
          'denoise, noise 10, steps 8 | {a, b} [c] <d> & "é"; mean; seed 7; network 2026.1 (sha256 abc)',
        ]);
        expect(tags['IFD0:Artist']).toBe(kept ? 'Louis' : undefined);
        expect((await sharp(out).metadata()).icc?.equals(await strangeProfile())).toBe(true);
      });
    }
  }

  test('is not written unless asked for', async () => {
    const out = folder.at('unmarked.png');
    await encodePhoto({ pages: [await page()], source, out, options: { metadata: 'remove' } });
    expect(Object.keys(await readTags(out)).filter((tag) => tag.startsWith('XMP-'))).toEqual([]);
  });

  test('leaves the samples as they are', async () => {
    const out = folder.at('marked.tif');
    const written = await page(4, 16);
    await encodePhoto({ pages: [written], source, out, options: { metadata: 'keep', mark: MARK } });
    expect(await samplesOf(await decodePhoto(out, { rawPath: folder.at('back.raw') }))).toEqual(
      await samplesOf(written),
    );
  });
});

describe('the resolution', () => {
  for (const extension of EXTENSIONS) {
    for (const metadata of ['keep', 'remove'] as const) {
      test(`of a .${extension} is the one asked for, wherever it is stated (metadata: ${metadata})`, async () => {
        const out = folder.at(`dense-${metadata}.${extension}`);
        await encodePhoto({ pages: [await page()], source, out, options: { metadata, density: 300 } });
        expect((await probePhoto(out)).density).toBeCloseTo(300, 1);
        const tags = await readTags(out);
        for (const [tag, value] of Object.entries(tags)) {
          if (/:[XY]Resolution$/.test(tag)) expect(value, tag).toBeCloseTo(300, 1);
          if (/:PixelsPerUnit[XY]$/.test(tag)) expect(value, tag).toBe(11811);
        }
      });
    }
  }
});

describe('another size', () => {
  for (const channels of [1, 2, 3, 4] as const) {
    for (const depth of [8, 16] as const) {
      test(`keeps flat colours, kind and depth: ${channels} channels of ${depth} bits`, async () => {
        const white = depth === 16 ? 257 : 1;
        const colour = [90, 200, 33, 140].map((value) => value * white + (depth === 16 ? 5 : 0));
        const flat = Array.from({ length: W * H * channels }, (_, k) => colour[k % channels]);
        const samples = depth === 16 ? Uint16Array.from(flat) : Uint8Array.from(flat);
        const picture = await rawPicture(folder.at('flat.raw'), samples, W, H, channels);
        for (const [width, height] of [
          [20, 15],
          [61, 47],
          [1, 1],
        ]) {
          const sized = await resizeRaw(picture, { width, height }, folder.at('sized.raw'));
          expect(sized).toMatchObject({ width, height, channels, depth });
          const found = await samplesOf(sized);
          expect(found).toHaveLength(width * height * channels);
          const away = Array.from(found, (value, k) => Math.abs(value - colour[k % channels]));
          expect(Math.max(...away), `${[...found.subarray(0, 8)]}`).toBeLessThanOrEqual(1);
        }
      });
    }
  }

  test('keeps 16-bit differences that 8 bits would lose', async () => {
    const ramp = Uint16Array.from({ length: 256 * 8 }, (_, k) => 30000 + (k % 256));
    const picture = await rawPicture(folder.at('ramp.raw'), ramp, 256, 8, 1);
    const found = await samplesOf(
      await resizeRaw(picture, { width: 128, height: 4 }, folder.at('sized.raw')),
    );
    for (let x = 8; x < 120; x++) expect(Math.abs(found[x] - (30000.5 + 2 * x))).toBeLessThanOrEqual(0.5);
  });

  test('of a mirrored picture is the mirrored picture of that size: nothing shifts', async () => {
    const samples = noise(W * H, 8);
    const mirrored = Uint8Array.from(samples, (_, k) => samples[k - (k % W) + W - 1 - (k % W)]);
    for (const size of [
      { width: 2 * W, height: 2 * H },
      { width: W / 2, height: H / 2 },
    ]) {
      const one = await samplesOf(
        await resizeRaw(await rawPicture(folder.at('a.raw'), samples, W, H, 1), size, folder.at('as.raw')),
      );
      const two = await samplesOf(
        await resizeRaw(await rawPicture(folder.at('b.raw'), mirrored, W, H, 1), size, folder.at('bs.raw')),
      );
      const { width } = size;
      const away = Array.from(one, (value, k) =>
        Math.abs(value - two[k - (k % width) + width - 1 - (k % width)]),
      );
      expect(Math.max(...away)).toBeLessThanOrEqual(1);
    }
  });

  for (const extension of EXTENSIONS) {
    test(`is the size of the .${extension} that is written, and nothing else remains`, async () => {
      const out = folder.at(`sized.${extension}`);
      const before = await folder.list();
      await encodePhoto({
        pages: [await page(3, 16)],
        source,
        out,
        options: { metadata: 'keep', size: { width: 25, height: 70 }, mark: MARK },
      });
      const info = await probePhoto(out);
      expect(info).toMatchObject({ width: 25, height: 70, channels: 3 });
      expect(info.depth).toBe(extension === 'jpg' || extension === 'webp' ? 8 : 16);
      expect(new Set(await folder.list())).toEqual(new Set([...before, 'page.raw', `sized.${extension}`]));
    });
  }

  test('that a format cannot hold is refused', async () => {
    const options = { metadata: 'keep', size: { width: 70000, height: 3 } } as const;
    const error = await refusal(
      encodePhoto({ pages: [await page()], source, out: folder.at('wide.jpg'), options }),
    );
    expect(error.message).toMatch(/can't hold 70000x3 pixels/);
  });
});

test('the photo itself can be replaced, and keeps its metadata', async () => {
  const photo = folder.at('replaced.jpg');
  await copyFile(source, photo);
  const options = { metadata: 'keep', mark: MARK } as const;
  await encodePhoto({ pages: [await page()], source: photo, out: photo, options });
  expect(await readTags(photo)).toMatchObject({
    'IFD0:Artist': 'Louis',
    'XMP-xmp:CreatorTool': 'Daguerre 1.2.3',
    'IFD0:XResolution': 72,
  });
  expect((await sharp(photo).metadata()).icc?.equals(await strangeProfile())).toBe(true);
});
