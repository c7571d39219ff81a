import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { decodePhoto } from '../../src-main/imaging/decode';
import { encodePhoto } from '../../src-main/imaging/encode';
import { probePhoto } from '../../src-main/imaging/probe';
import { readTags, refusal, samplesOf, workFolder } from './support';

const folder = workFolder();
// A phone's layout: 96x64 as stored, turned by the container (irot) and, redundantly, by EXIF; see its README.
const photo = join(import.meta.dirname, '../fixtures/imaging/turned.heic');

test('a HEIC is described as its decoder will turn it', async () => {
  expect(await probePhoto(photo)).toMatchObject({
    format: 'heic',
    width: 64,
    height: 96,
    storedWidth: 64,
    storedHeight: 96,
    orientation: 1,
    channels: 3,
    hasAlpha: false,
    depth: 8,
    pages: 1,
    density: 300,
    iccProfileName: 'sP3C',
  });
});

test('a HEIC is turned once, though container and EXIF both say so', async () => {
  const picture = await decodePhoto(photo, { rawPath: folder.at('heic.raw') });
  expect(picture).toMatchObject({ width: 64, height: 96, channels: 3, depth: 8 });
  const samples = await samplesOf(picture);
  const at = (x: number, y: number) => Array.from(samples.subarray((y * 64 + x) * 3, (y * 64 + x) * 3 + 3));
  // The red rectangle, 32x16 at the stored top left, stands 16x32 at the upright top right.
  const near = (pixel: number[], expected: number[]) =>
    pixel.every((value, k) => Math.abs(value - (expected[k] ?? 0)) <= 8);
  expect(near(at(60, 4), [220, 40, 40])).toBe(true);
  expect(near(at(52, 28), [220, 40, 40])).toBe(true);
  expect(near(at(40, 4), [66, 106, 100])).toBe(true);
  // Stored (90, 60) is upright (3, 90).
  expect(near(at(3, 90), [195, 180, 100])).toBe(true);
});

test('profile, date and resolution of a HEIC reach the output, whose orientation is 1', async () => {
  const picture = await decodePhoto(photo, { rawPath: folder.at('heic.raw') });
  const out = folder.at('from-heic.tif');
  await encodePhoto({ pages: [picture], source: photo, out, options: { metadata: 'keep' } });
  const tags = await readTags(out);
  expect(tags).toMatchObject({
    'IFD0:Make': 'Daguerre',
    'IFD0:ModifyDate': '1839:08:19 12:00:00',
    'IFD0:Orientation': 1,
    'IFD0:XResolution': 300,
  });
  expect(await probePhoto(out)).toMatchObject({
    width: 64,
    height: 96,
    iccProfileName: 'sP3C',
    density: 300,
  });
});

test('a cut-off HEIC is refused in words', async () => {
  const whole = await readFile(photo);
  for (const share of [0.2, 0.5, 0.9]) {
    const path = folder.at('cut.heic');
    await writeFile(path, whole.subarray(0, Math.floor(whole.length * share)));
    const error = await refusal(decodePhoto(path, { rawPath: folder.at('cut.raw') }));
    expect(error.message).toMatch(/cut\.heic is a damaged or cut-off HEIC; use another copy/);
  }
});
