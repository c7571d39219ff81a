import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { decodePhoto } from '../../src-main/imaging/decode';
import { encodePhoto } from '../../src-main/imaging/encode';
import { copyMetadata } from '../../src-main/imaging/metadata';
import { probePhoto } from '../../src-main/imaging/probe';
import { noise, readTags, workFolder, writeTags } from './support';

const folder = workFolder();
const W = 64;
const H = 40;

/** The metadata that a photographer would miss. */
const TAGS = [
  '-IFD0:Make=Giroux',
  '-IFD0:Artist=Louis',
  '-IFD0:XResolution=300',
  '-IFD0:YResolution=300',
  '-IFD0:ResolutionUnit#=2',
  '-IFD0:Orientation#=6',
  '-ExifIFD:DateTimeOriginal=2001:02:03 04:05:06',
  `-ExifIFD:ExifImageWidth=${W}`,
  `-ExifIFD:ExifImageHeight=${H}`,
  '-GPS:GPSLatitude=48.5',
  '-GPS:GPSLatitudeRef=N',
  '-GPS:GPSLongitude=2.25',
  '-GPS:GPSLongitudeRef=E',
  '-XMP-dc:Title=Boulevard du Temple',
  '-XMP-tiff:Orientation#=6',
];
const HEADLINE = 'Восемь утра, 家族';
const IPTC = [
  '-IPTC:CodedCharacterSet=UTF8',
  `-IPTC:Headline=${HEADLINE}`,
  '-IPTC:Keywords=Paris',
  '-IPTC:City=Paris',
];

async function makePhoto(name: string): Promise<string> {
  const path = folder.at(name);
  const picture = sharp(noise(W * H * 3, 8), { raw: { width: W, height: H, channels: 3 } });
  if (name.endsWith('.jpg')) await picture.withMetadata({ density: 300 }).jpeg().toFile(path);
  else if (name.endsWith('.png')) await picture.withMetadata({ density: 300 }).png().toFile(path);
  else if (name.endsWith('.tif')) await picture.tiff({ compression: 'lzw', xres: 300 / 25.4 }).toFile(path);
  else if (name.endsWith('.webp')) await picture.webp().toFile(path);
  else await picture.avif().toFile(path);
  const holdsIptc = !/\.(webp|avif)$/.test(name);
  await writeTags(path, [...TAGS, ...(holdsIptc ? IPTC : [])]);
  return path;
}

async function restore(source: string, out: string, metadata: 'keep' | 'remove' = 'keep') {
  const picture = await decodePhoto(source, { rawPath: folder.at('page.raw') });
  await encodePhoto({ pages: [picture], source, out, options: { metadata } });
  return readTags(out);
}

const EXPECTED = {
  'IFD0:Make': 'Giroux',
  'IFD0:Artist': 'Louis',
  'IFD0:XResolution': 300,
  'IFD0:YResolution': 300,
  'ExifIFD:DateTimeOriginal': '2001:02:03 04:05:06',
  'GPS:GPSLatitude': 48.5,
  'GPS:GPSLongitude': 2.25,
  'XMP-dc:Title': 'Boulevard du Temple',
};

let photo = '';
beforeAll(async () => {
  photo = await makePhoto('photo.jpg');
  const thumbnail = await sharp({ create: { width: 16, height: 12, channels: 3, background: 'red' } })
    .jpeg()
    .toBuffer();
  await writeFile(folder.at('thumbnail.jpg'), thumbnail);
  await writeTags(photo, [`-ThumbnailImage<=${folder.at('thumbnail.jpg')}`]);
  expect(await readTags(photo)).toHaveProperty('IFD1:ThumbnailImage');
});

describe('camera, date, place, title and resolution are kept', () => {
  for (const extension of ['jpg', 'png', 'tif', 'webp', 'avif']) {
    test(`from a JPEG to a .${extension}, upright, without the old thumbnail`, async () => {
      const tags = await restore(photo, folder.at(`kept.${extension}`));
      expect(tags).toMatchObject(EXPECTED);
      expect(tags).toMatchObject({
        'IFD0:Orientation': 1,
        'XMP-tiff:Orientation': 1,
        // The photo stood on its side: width and height have changed places.
        'ExifIFD:ExifImageWidth': H,
        'ExifIFD:ExifImageHeight': W,
      });
      if (extension === 'webp' || extension === 'avif') {
        // Neither can hold IPTC, so its fields are in XMP.
        expect(tags).toMatchObject({
          'XMP-photoshop:Headline': HEADLINE,
          'XMP-photoshop:City': 'Paris',
        });
        expect([tags['XMP-dc:Subject']].flat()).toEqual(['Paris']);
      } else {
        expect(tags).toMatchObject({ 'IPTC:Headline': HEADLINE, 'IPTC:City': 'Paris' });
      }
      expect(Object.keys(tags).filter((tag) => /Thumbnail|Preview/.test(tag))).toEqual([]);
      const info = await probePhoto(folder.at(`kept.${extension}`));
      expect(info).toMatchObject({ width: H, height: W, orientation: 1, density: 300 });
    });
  }

  for (const extension of ['png', 'tif', 'webp', 'avif']) {
    test(`from a .${extension} to a JPEG, a TIFF and a PNG`, async () => {
      const source = await makePhoto(`source.${extension}`);
      for (const out of ['from.jpg', 'from.tif', 'from.png'].map(folder.at)) {
        const tags = await restore(source, out);
        expect(tags).toMatchObject(EXPECTED);
        expect(tags['IFD0:Orientation']).toBe(1);
        expect((await probePhoto(out)).density).toBeCloseTo(300, 3);
      }
    });
  }
});

test('a photo without metadata gets none', async () => {
  const source = folder.at('silent.png');
  await sharp(noise(W * H * 3, 8), { raw: { width: W, height: H, channels: 3 } })
    .png()
    .toFile(source);
  const tags = await restore(source, folder.at('silent.jpg'));
  expect(Object.keys(tags).filter((tag) => /^(IFD|ExifIFD|GPS|XMP|IPTC)/.test(tag))).toEqual([]);
});

test("'remove' leaves profile and resolution only", async () => {
  for (const extension of ['jpg', 'png', 'tif', 'webp', 'avif']) {
    const tags = await restore(photo, folder.at(`bare.${extension}`), 'remove');
    const text = JSON.stringify(tags);
    for (const secret of ['Giroux', 'Louis', '2001:02:03', 'Boulevard', 'Восемь', 'GPS']) {
      expect(text).not.toContain(secret);
    }
    if (['jpg', 'png', 'tif'].includes(extension)) {
      expect((await probePhoto(folder.at(`bare.${extension}`))).density).toBe(300);
    }
  }
});

test('tags that a PNG holds after its samples are found', async () => {
  const source = await makePhoto('early.png');
  const late = folder.at('late.png');
  await writeFile(late, lateTags(await readFile(source)));
  expect(await restore(late, folder.at('from-late.png'))).toMatchObject({
    ...EXPECTED,
    'IPTC:Headline': HEADLINE,
  });
});

/** The same PNG with its EXIF and text chunks moved behind the samples. */
function lateTags(png: Buffer): Buffer {
  const chunks: Buffer[] = [];
  for (let at = 8; at < png.length; ) {
    const end = at + 12 + png.readUInt32BE(at);
    chunks.push(png.subarray(at, end));
    at = end;
  }
  const isTag = (chunk: Buffer) => /eXIf|iTXt|zTXt|tEXt/.test(chunk.toString('latin1', 4, 8));
  const moved = chunks.filter(isTag);
  expect(moved.length).toBeGreaterThan(2);
  const rest = chunks.filter((chunk) => !isTag(chunk));
  return Buffer.concat([png.subarray(0, 8), ...rest.slice(0, -1), ...moved, ...rest.slice(-1)]);
}

test('all pages of a TIFF survive the writing of its tags', async () => {
  const page = await decodePhoto(photo, { rawPath: folder.at('page.raw') });
  const out = folder.at('pages.tif');
  await encodePhoto({ pages: [page, page, page], source: photo, out, options: { metadata: 'keep' } });
  expect(await probePhoto(out)).toMatchObject({ pages: 3, density: 300 });
  const again = folder.at('again.tif');
  await encodePhoto({ pages: [page, page], source: out, out: again, options: { metadata: 'keep' } });
  expect(await probePhoto(again)).toMatchObject({ pages: 2 });
  expect(await readTags(again)).toMatchObject(EXPECTED);
});

describe('file names with ExifTool syntax are used literally', () => {
  for (const name of [
    '100%d.jpg',
    '-all=.jpg',
    '@.jpg',
    '%e%f.jpg',
    "l'été &amp; $1.jpg",
    '#comment.jpg',
    'two\nlines.jpg',
    ' space .jpg',
  ]) {
    test(JSON.stringify(name), async () => {
      const source = folder.at(name);
      await sharp(photo).keepMetadata().toFile(source);
      const out = folder.at(`out ${name.replaceAll('\n', ' ')}`);
      expect(await restore(source, out)).toMatchObject(EXPECTED);
    });
  }

  test('an output whose name or folder has a line break or a percent sign', async () => {
    const picture = await decodePhoto(photo, { rawPath: folder.at('page.raw') });
    await mkdir(folder.at('100%d\nfolder'));
    for (const name of ['out\nput.jpg', '100%d\nfolder/out%f.jpg']) {
      const out = folder.at(name);
      await encodePhoto({ pages: [picture], source: photo, out, options: { metadata: 'keep' } });
      expect(await probePhoto(out)).toMatchObject({ width: H, height: W, density: 300 });
    }
  });
});

test('metadata that can no longer be read is a failure, not a silent loss', async () => {
  const source = folder.at('gone.jpg');
  await sharp(photo).keepMetadata().toFile(source);
  await rename(source, folder.at('moved.jpg'));
  await expect(
    copyMetadata({ ...(await probePhoto(photo)), path: source }, photo, 'jpeg', W, H),
  ).rejects.toThrow();
});

test('no temporary file remains', async () => {
  const names = await folder.list();
  expect(names.filter((name) => /^\.daguerre|_exiftool_tmp|\.source$|\.v$/.test(name))).toEqual([]);
});
