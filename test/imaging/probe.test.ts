import { chmod, copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { decodePhoto } from '../../src-main/imaging/decode';
import { probePhoto } from '../../src-main/imaging/probe';
import { noise, readTags, refusal, workFolder, writeTags } from './support';

const folder = workFolder();
const W = 37;
const H = 23;
const colour = () => sharp(noise(W * H * 3, 8), { raw: { width: W, height: H, channels: 3 } });
const grey = () => sharp(noise(W * H, 8), { raw: { width: W, height: H, channels: 1 } }).toColourspace('b-w');

async function expectRefusal(path: string, sentence: RegExp): Promise<void> {
  const error = await refusal(probePhoto(path));
  expect(error.badRequest).toBe(true);
  expect(error.message).toContain(path);
  expect(error.message).toMatch(sentence);
  // One sentence.
  expect(error.message).toMatch(/^[^\n]*\.$/);
}

/** The PNG with a chunk after its header that says how many frames it has. */
function animatedPng(png: Buffer, frames: number): Buffer {
  const afterHeader = 8 + 12 + 13;
  const chunk = Buffer.alloc(12 + 8);
  chunk.writeUInt32BE(8, 0);
  chunk.write('acTL', 4, 'latin1');
  chunk.writeUInt32BE(frames, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 16)), 16);
  return Buffer.concat([png.subarray(0, afterHeader), chunk, png.subarray(afterHeader)]);
}

/** A minimal little-endian TIFF: one directory of [tag, type, value] entries and nothing else. */
function tinyTiff(entries: readonly (readonly [number, number, number])[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(8 + 2 + 12 * entries.length + 4));
  view.setUint32(0, 0x49492a00);
  view.setUint32(4, 8, true);
  view.setUint16(8, entries.length, true);
  entries.forEach(([tag, type, value], k) => {
    view.setUint16(10 + 12 * k, tag, true);
    view.setUint16(12 + 12 * k, type, true);
    view.setUint32(14 + 12 * k, 1, true);
    view.setUint32(18 + 12 * k, value, true);
  });
  return new Uint8Array(view.buffer);
}

describe('a photo is described by its content', () => {
  test('whatever its extension', async () => {
    await colour().png().toFile(folder.at('really-png.jpg'));
    const info = await probePhoto(folder.at('really-png.jpg'));
    expect(info).toMatchObject({
      format: 'png',
      width: W,
      height: H,
      channels: 3,
      hasAlpha: false,
      depth: 8,
    });
    expect(info).not.toHaveProperty('jpeg');
  });

  test('with upright and stored extent, resolution, profile and JPEG tables', async () => {
    const path = folder.at('turned.jpg');
    await colour().withMetadata({ orientation: 6, density: 300 }).withIccProfile('p3').jpeg().toFile(path);
    expect(await probePhoto(path)).toMatchObject({
      format: 'jpeg',
      width: H,
      height: W,
      storedWidth: W,
      storedHeight: H,
      orientation: 6,
      density: 300,
      iccProfileName: 'sP3C',
      jpeg: { horizontal: 2, vertical: 2, blockWidth: 16 },
    });
  });

  test('the resolution of a WebP is found in its EXIF', async () => {
    await colour().webp().toFile(folder.at('r.webp'));
    await writeTags(folder.at('r.webp'), ['-IFD0:XResolution=300', '-IFD0:ResolutionUnit#=2']);
    expect((await probePhoto(folder.at('r.webp'))).density).toBe(300);
    await writeTags(folder.at('r.webp'), ['-IFD0:XResolution=100', '-IFD0:ResolutionUnit#=3']);
    expect((await probePhoto(folder.at('r.webp'))).density).toBeCloseTo(254, 9);
  });

  for (const [name, make, expected] of [
    ['grey.png', () => grey().png(), { channels: 1, hasAlpha: false, depth: 8 }],
    ['palette.png', () => colour().ensureAlpha(0.5).png({ palette: true }), { channels: 3, hasAlpha: true }],
    ['bilevel.tif', () => grey().tiff({ bitdepth: 1 }), { channels: 1, depth: 8, pages: 1 }],
    ['ten-bit.avif', () => colour().avif({ bitdepth: 10 }), { format: 'avif', depth: 16 }],
    ['plain.webp', () => colour().webp(), { format: 'webp', channels: 3, depth: 8 }],
  ] as const) {
    test(`${name} is ${JSON.stringify(expected)}`, async () => {
      await make().toFile(folder.at(name));
      expect(await probePhoto(folder.at(name))).toMatchObject(expected);
    });
  }
});

describe('refused with one sentence that names the file:', () => {
  test('a missing file', () => expectRefusal(folder.at('none.jpg'), /doesn't exist; check/));

  test('a folder', async () => {
    await mkdir(folder.at('folder.jpg'));
    await expectRefusal(folder.at('folder.jpg'), /is a folder; choose a picture inside/);
  });

  test('a file without permission', async () => {
    const path = folder.at('closed.png');
    await colour().png().toFile(path);
    await chmod(path, 0o000);
    await chmod(folder.at('.'), 0o755);
    // Root may read everything, so the probe runs as the user "nobody".
    const asRoot = process.geteuid?.() === 0;
    if (asRoot) process.seteuid?.(65534);
    try {
      await expectRefusal(path, /no permission; change its permissions/);
    } finally {
      if (asRoot) process.seteuid?.(0);
    }
  });

  test('an empty file', async () => {
    await writeFile(folder.at('empty.jpg'), '');
    await expectRefusal(folder.at('empty.jpg'), /is empty \(0 bytes\)/);
  });

  test('text named .jpg', async () => {
    await writeFile(folder.at('letter.jpg'), 'Dear Louis, the plates have arrived.\n');
    await expectRefusal(folder.at('letter.jpg'), /is not a picture that can be read; choose a JPEG/);
  });

  test('one byte', async () => {
    await writeFile(folder.at('byte.jpg'), '\xff');
    await expectRefusal(folder.at('byte.jpg'), /is not a picture/);
  });

  test('CMYK', async () => {
    await colour().toColourspace('cmyk').jpeg().toFile(folder.at('press.jpg'));
    await expectRefusal(folder.at('press.jpg'), /is in CMYK; convert it to RGB first/);
    await colour().toColourspace('cmyk').tiff().toFile(folder.at('press.tif'));
    await expectRefusal(folder.at('press.tif'), /is in CMYK; convert it to RGB first/);
  });

  test('animated pictures, and a still GIF', async () => {
    const frame = (background: string) =>
      sharp({ create: { width: 8, height: 8, channels: 3, background } })
        .png()
        .toBuffer();
    const frames = await Promise.all(['red', 'blue', 'lime'].map(frame));
    const moving = () => sharp(frames, { join: { animated: true } });
    await moving().gif().toFile(folder.at('moving.gif'));
    await moving().webp().toFile(folder.at('moving.webp'));
    await colour().gif().toFile(folder.at('still.gif'));
    await expectRefusal(
      folder.at('moving.gif'),
      /an animated GIF of 3 frames; save the frame you want as PNG/,
    );
    await expectRefusal(folder.at('moving.webp'), /an animated WebP of 3 frames; save the frame/);
    const [first = Buffer.alloc(0)] = frames;
    await writeFile(folder.at('moving.png'), animatedPng(first, frames.length));
    await expectRefusal(folder.at('moving.png'), /an animated PNG of 3 frames; save the frame/);
    await writeFile(folder.at('still.png'), animatedPng(first, 1));
    expect(await probePhoto(folder.at('still.png'))).toMatchObject({ width: 8, height: 8 });
    await expectRefusal(folder.at('still.gif'), /is a GIF, which can't be read; save it as PNG/);
  });

  for (const [name, head, sentence] of [
    ['a.bmp', 'BM\x36\0\0\0', /is a BMP, which can't be read; save it as PNG or TIFF/],
    ['a.jxl', '\xff\x0a\xfa\x7f', /is a JPEG XL, which/],
    ['boxed.jxl', '\0\0\0\x0cJXL \x0d\x0a\x87\x0a', /is a JPEG XL, which/],
    ['a.psd', '8BPS\0\x01', /is a Photoshop file/],
    ['a.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>', /is an SVG/],
    ['a.mp4', '\0\0\0\x18ftypisom\0\0\x02\0isomiso2', /is a video/],
    ['a.cr3', '\0\0\0\x18ftypcrx \0\0\0\x01crx isom', /develop it first, for instance in darktable.*TIFF/],
    ['renamed-cr3.jpg', '\0\0\0\x18ftypcrx \0\0\0\x01crx isom', /is a camera raw file/],
    ['a.raf', 'FUJIFILMCCD-RAW 0201', /is a camera raw file/],
    ['a.orf', 'IIRO\x08\0\0\0', /is a camera raw file/],
    ['a.rw2', 'IIU\0\x18\0\0\0', /is a camera raw file/],
    ['a.cr2', 'II*\0\x10\0\0\0CR\x02\0', /is a camera raw file/],
    ['a.nef', 'MM\0*\0\0\0\x08', /is a camera raw file/],
    ['a.ARW', 'II*\0\x08\0\0\0', /is a camera raw file/],
    ['a.pef', 'MM\0*\0\0\0\x08', /is a camera raw file/],
    ['a.srw', 'II*\0\x08\0\0\0', /is a camera raw file/],
    ['a.dng', 'II*\0\x08\0\0\0', /is a camera raw file/],
  ] as const) {
    test(name, async () => {
      await writeFile(folder.at(name), Buffer.from(head.padEnd(64, '\0'), 'latin1'));
      await expectRefusal(folder.at(name), sentence);
    });
  }

  test('camera raw renamed to .tif, by its tags', async () => {
    await writeFile(folder.at('dng.tif'), tinyTiff([[50706, 4, 1]]));
    await expectRefusal(folder.at('dng.tif'), /is a camera raw file/);
    await writeFile(folder.at('mosaic.tif'), tinyTiff([[262, 3, 32803]]));
    await expectRefusal(folder.at('mosaic.tif'), /is a camera raw file/);
  });

  test('floating-point TIFF', async () => {
    await writeFile(folder.at('float.tif'), tinyTiff([[339, 3, 3]]));
    await expectRefusal(folder.at('float.tif'), /floating-point samples.*convert it to 16 bits/);
  });

  test('a TIFF with a directory that is missing or circular', async () => {
    const circular = tinyTiff([[254, 4, 0]]);
    new DataView(circular.buffer).setUint32(10 + 12, 8, true);
    await writeFile(folder.at('circle.tif'), circular);
    await expectRefusal(folder.at('circle.tif'), /is a damaged or cut-off TIFF/);
    await writeFile(folder.at('nowhere.tif'), Buffer.from('II*\0\xff\xff\xff\x7f', 'latin1'));
    await expectRefusal(folder.at('nowhere.tif'), /is a damaged or cut-off TIFF/);
  });

  test('a page that a TIFF does not have', async () => {
    await colour().tiff().toFile(folder.at('one.tif'));
    const error = await refusal(probePhoto(folder.at('one.tif'), 1));
    expect(error.message).toMatch(/has one page, so there is no page 2/);
  });

  test('over 1000 megapixels, by the header alone', async () => {
    const header = Buffer.alloc(13);
    header.writeUInt32BE(40_000, 0);
    header.writeUInt32BE(40_000, 4);
    header.set([8, 0, 0, 0, 0], 8);
    await writeFile(
      folder.at('huge.png'),
      Buffer.concat([
        Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
        pngChunk('IHDR', header),
        pngChunk('IDAT', deflateSync(Buffer.alloc(40_001))),
        pngChunk('IEND', Buffer.alloc(0)),
      ]),
    );
    await expectRefusal(folder.at('huge.png'), /more than 1000 megapixels; cut it into parts/);
  });
});

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  let crc = 0xffffffff;
  for (const byte of body) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE((crc ^ 0xffffffff) >>> 0, 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

describe('cut off in the middle of its pixels, refused when decoded, leaving nothing:', () => {
  for (const [name, make] of [
    ['cut.jpg', () => colour().jpeg({ quality: 95 })],
    ['cut-progressive.jpg', () => colour().jpeg({ quality: 95, progressive: true })],
    ['cut.png', () => colour().png()],
    ['cut.webp', () => colour().webp({ quality: 95 })],
    ['cut.avif', () => colour().avif()],
    ['cut.tif', () => colour().tiff({ compression: 'lzw' })],
    ['cut-jpeg.tif', () => colour().tiff({ compression: 'jpeg' })],
  ] as const) {
    test(name, async () => {
      await make().toFile(folder.at(`whole-${name}`));
      const whole = await readFile(folder.at(`whole-${name}`));
      for (const share of [0.3, 0.6, 0.9, 0.97]) {
        await writeFile(folder.at(name), whole.subarray(0, Math.floor(whole.length * share)));
        const error = await refusal(decodePhoto(folder.at(name), { rawPath: folder.at('cut.raw') }));
        expect(error.badRequest).toBe(true);
        expect(error.message).toMatch(
          /^.*cut.* is a damaged or cut-off (JPEG|PNG|WebP|AVIF|TIFF); use another copy of it\.$/,
        );
      }
      expect((await folder.list()).filter((entry) => entry.startsWith('cut.raw'))).toEqual([]);
    });
  }
});

test('a sound photo whose private tags are odd is opened all the same', async () => {
  const path = folder.at('odd.jpg');
  await colour().jpeg().toFile(folder.at('sound.jpg'));
  const sound = await readFile(folder.at('sound.jpg'));
  // Stray bytes before the last marker, as some cameras' firmware leaves them, and a tail after it.
  await writeFile(path, Buffer.concat([sound.subarray(0, -2), Buffer.from([0, 0, 0xff, 0xd9, 1, 2, 3, 4])]));
  const picture = await decodePhoto(path, { rawPath: folder.at('odd.raw') });
  expect(picture).toMatchObject({ width: W, height: H });
});

test('the source file is only read', async () => {
  await colour().jpeg().toFile(folder.at('kept.jpg'));
  await copyFile(folder.at('kept.jpg'), folder.at('kept-copy.jpg'));
  await decodePhoto(folder.at('kept.jpg'), { rawPath: folder.at('kept.raw') });
  expect(await readFile(folder.at('kept.jpg'))).toEqual(await readFile(folder.at('kept-copy.jpg')));
  expect(await readTags(folder.at('kept.jpg'))).toMatchObject({ 'File:ImageWidth': W });
});
