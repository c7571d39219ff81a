import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { readTags, strangeProfile, writeTags } from '../imaging/support';
import { scene, soft, succeeded, writeSoft } from './support';

const DENOISE = ['--operator', 'denoise', '--noise', '10'];

const { photo, restore } = scene(async (at) => {
  await writeSoft(at('one.png'), 1, 1);
  await writeSoft(at('alpha.png'), 40, 32, 4);
  await writeSoft(at('alpha16.tif'), 40, 32, 4, 16);
  await writeSoft(at('grey.png'), 40, 32, 1);
  await writeSoft(at('grey16.png'), 40, 32, 1, 16);
  await writeSoft(at('deep.tif'), 40, 32, 3, 16);
  await writePalette(at('palette.png'));
  await writePages(at('pages.tif'));
  await writeTurned(at);
  const profiled = sharp(at('deep.tif')).toColourspace('srgb').withMetadata({ density: 300 });
  await writeFile(at('strange.icc'), await strangeProfile());
  await profiled.withIccProfile(at('strange.icc')).png().toFile(at('tagged.png'));
  await writeTags(at('tagged.png'), [
    '-EXIF:Make=Leica',
    '-EXIF:DateTimeOriginal=1937:05:01 10:00:00',
    '-XMP-dc:Title=Boulevard',
  ]);
});

async function writePalette(path: string): Promise<void> {
  const png = await sharp(soft(40, 32, 4, 8), { raw: { width: 40, height: 32, channels: 4 } })
    .png({ palette: true, colours: 16 })
    .toBuffer();
  expect((await sharp(png).metadata()).isPalette).toBe(true);
  await writeFile(path, png);
}

/** Three pages of different sizes and kinds. */
async function writePages(path: string): Promise<void> {
  const { encodePhoto } = await import('../../src-main/imaging/encode');
  const { rawPicture } = await import('../imaging/support');
  const page = (name: string, width: number, height: number, channels: 1 | 3) =>
    rawPicture(`${path}.${name}`, soft(width, height, channels, 8), width, height, channels);
  const pages = [await page('a', 40, 32, 3), await page('b', 24, 50, 3), await page('c', 33, 17, 1)];
  const source = path.replace('pages.tif', 'one.png');
  await encodePhoto({ pages, source, out: path, options: { metadata: 'remove' } });
  execFileSync(
    'rm',
    pages.map((each) => each.path),
  );
}

/** JPEGs with each of a camera's orientations, beside PNGs of the same pixels upright. */
async function writeTurned(at: (name: string) => string): Promise<void> {
  for (const [name, width, height, orientation] of [
    ['upside', 64, 48, 3],
    ['mirrored', 70, 48, 2],
    ['turned', 64, 48, 6],
  ] as const) {
    const raw = { width, height, channels: 3 } as const;
    // At quality 1 all steps are 255, so transposing a table changes nothing.
    await sharp(soft(width, height, 3, 8), { raw })
      .withMetadata({ orientation })
      .jpeg({ quality: name === 'turned' ? 1 : 40, chromaSubsampling: '4:4:4' })
      .toFile(at(`${name}.jpg`));
    await sharp(at(`${name}.jpg`))
      .autoOrient()
      .png()
      .toFile(at(`${name}.png`));
  }
}

/** Samples as they are stored, and what the header says. */
async function decoded(path: string, page = 0) {
  const metadata = await sharp(path, { page }).metadata();
  const deep = metadata.depth === 'ushort';
  const space = metadata.space ?? 'srgb';
  const data = await sharp(path, { page })
    .keepIccProfile()
    .toColourspace(space)
    .raw({ depth: deep ? 'ushort' : 'uchar' })
    .toBuffer();
  const samples = deep ? new Uint16Array(Uint8Array.from(data).buffer) : Uint8Array.from(data);
  return { ...metadata, samples };
}

/** The last of every pixel's channels. */
function alphaOf({
  samples,
  channels = 1,
}: {
  samples: Uint8Array | Uint16Array;
  channels?: number;
}): number[] {
  return Array.from(samples.filter((_, i) => i % channels === channels - 1));
}

describe('transparency stays as it was:', () => {
  for (const name of ['alpha.png', 'alpha16.tif', 'palette.png']) {
    test.concurrent(`of ${name}`, async () => {
      const out = name.replace(/^.*\./, 'out.');
      const result = succeeded(await restore(name, ['-o', out, ...DENOISE]));
      const [before, after] = [await decoded(photo(name)), await decoded(result.at(out))];
      expect(after.hasAlpha).toBe(true);
      expect(alphaOf(after)).toEqual(alphaOf(before));
      expect(new Set(alphaOf(after)).size).toBeGreaterThan(3);
      expect(after.samples).not.toEqual(before.samples);
    });
  }

  test.concurrent('enlarged with the photo', async () => {
    const result = succeeded(
      await restore('alpha.png', ['-o', 'out.png', '--operator', 'upscale', '--scale', '2']),
    );
    const [before, after] = [
      alphaOf(await decoded(photo('alpha.png'))),
      alphaOf(await decoded(result.at('out.png'))),
    ];
    const enlarged = after.map(
      (_, i) => before[Math.floor(Math.floor(i / 80) / 2) * 40 + Math.floor((i % 80) / 2)],
    );
    expect(after).toEqual(enlarged);
  });
});

describe('samples keep their kind:', () => {
  const rows = [
    ['deep.tif', 'out.tif', [], { depth: 'ushort', channels: 3 }],
    ['deep.tif', 'out.png', ['--bit-depth', '8'], { depth: 'uchar', channels: 3 }],
    ['grey16.png', 'out.png', [], { depth: 'ushort', channels: 1 }],
    ['grey.png', 'out.png', [], { depth: 'uchar', channels: 1 }],
    ['grey.png', 'out.png', ['--bit-depth', '16'], { depth: 'ushort', channels: 1 }],
    ['grey.png', 'out.jpg', [], { depth: 'uchar', channels: 1 }],
  ] as const;
  test.concurrent.each(rows)('%s as %s %s', async (name, out, args, kind) => {
    const result = succeeded(await restore(name, ['-o', out, ...args, ...DENOISE]));
    expect(await sharp(result.at(out)).metadata()).toMatchObject(kind);
    const { samples } = await decoded(result.at(out));
    // Sixteen bits that were eight on the way would all be multiples of 257.
    if (kind.depth === 'ushort') expect(samples.some((value) => value % 257 !== 0)).toBe(true);
  });

  test.concurrent('grey becomes colour if the recipe adds colour', async () => {
    const result = succeeded(await restore('grey.png', ['-o', 'out.png', '--operator', 'colorize']));
    expect(await sharp(result.at('out.png')).metadata()).toMatchObject({ channels: 3, space: 'srgb' });
  });
});

describe('a TIFF of several pages', () => {
  test.concurrent('is restored page by page', async () => {
    const result = succeeded(await restore('pages.tif', ['-o', 'out.tif', ...DENOISE]));
    for (const page of [0, 1, 2]) {
      const [before, after] = [
        await decoded(photo('pages.tif'), page),
        await decoded(result.at('out.tif'), page),
      ];
      expect(after).toMatchObject({
        pages: 3,
        width: before.width,
        height: before.height,
        channels: before.channels,
      });
      expect(after.samples).not.toEqual(before.samples);
      // Each page is its own restoration, not another's: noise of 10 levels moves no pixel far.
      const far = after.samples.filter((value, i) => Math.abs(value - (before.samples[i] ?? 0)) > 60);
      expect(far.length).toBe(0);
    }
  });

  test.concurrent('is refused for a format of one page', async () => {
    const { status, stderr } = await restore('pages.tif', ['-o', 'out.png', ...DENOISE]);
    expect(stderr).toMatch(/out\.png can hold one page only and the photo has 3; name it \.tif/);
    expect(status).toBe(2);
  });
});

describe('a JPEG that its camera turned', () => {
  const asPng = (quality: string) => ['--quality', quality, '--subsampling', '4:4:4'];
  async function bothWays(name: string, quality: string): Promise<[Buffer, Buffer]> {
    const jpeg = succeeded(
      await restore(`${name}.jpg`, ['-o', 'out.png', '--operator', 'jpeg', '--metadata', 'remove']),
    );
    const png = succeeded(
      await restore(`${name}.png`, [
        '-o',
        'out.png',
        '--operator',
        'jpeg',
        ...asPng(quality),
        '--metadata',
        'remove',
      ]),
    );
    const read = (path: string) => sharp(path).raw().toBuffer();
    return [await read(jpeg.at('out.png')), await read(png.at('out.png'))];
  }

  test.concurrent.each([
    ['upside', '40'],
    ['turned', '1'],
  ])('(%s) is restored like its upright pixels', async (name, quality) => {
    const [jpeg, png] = await bothWays(name, quality);
    expect(jpeg.equals(png)).toBe(true);
  });

  test.concurrent('with a border inside a block keeps its own grid of blocks', async () => {
    // 70 pixels mirrored: blocks begin 2 pixels to the left of the upright picture, and 0 without the file's word.
    const [jpeg, png] = await bothWays('mirrored', '40');
    expect(jpeg.equals(png)).toBe(false);
  });

  test.concurrent('is turned upright once, and its orientation says so', async () => {
    const result = succeeded(await restore('turned.jpg', ['-o', 'out.jpg', '--operator', 'jpeg']));
    const { width, height, orientation = 1 } = await sharp(result.at('out.jpg')).metadata();
    expect({ width, height, orientation }).toEqual({ width: 48, height: 64, orientation: 1 });
  });
});

test('profile, resolution, EXIF and XMP go with the result', async () => {
  for (const out of ['out.png', 'out.jpg', 'out.tif']) {
    const result = succeeded(await restore('tagged.png', ['-o', out, ...DENOISE]));
    const { icc, density } = await sharp(result.at(out)).metadata();
    expect(icc?.equals(await readFile(photo('strange.icc')))).toBe(true);
    expect(density).toBe(300);
    expect(await readTags(result.at(out))).toMatchObject({
      'IFD0:Make': 'Leica',
      'ExifIFD:DateTimeOriginal': '1937:05:01 10:00:00',
      'XMP-dc:Title': 'Boulevard',
    });
  }
});
