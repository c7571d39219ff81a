import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { decodePhoto } from '../../src-main/imaging/decode';
import { startExifTool } from '../../src-main/imaging/exiftool-process';
import { probePhoto } from '../../src-main/imaging/probe';
import { spawnEngine } from '../../src-main/processes/spawn';
import { uniforms } from '../analysis/support';
import { noise, readTags, refusal, workFolder } from '../imaging/support';
import { within } from './limits';
import { descendants, left } from './processes';

const folder = workFolder();

function chunk(type: string, body: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(body.length, 0);
  frame.writeUInt32BE(crc32(content), 4);
  return Buffer.concat([frame.subarray(0, 4), content, frame.subarray(4)]);
}

/** A compressed XMP packet: `text`, then so many spaces. */
function xmp(spaces: number): Buffer {
  const text = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:format="held"/></rdf:RDF></x:xmpmeta>`;
  const packed = deflateSync(Buffer.concat([Buffer.from(text), Buffer.alloc(spaces, ' ')]));
  return Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\x01\0\0\0', 'latin1'), packed]);
}

/** A small PNG with further chunks, before its samples or after them. */
async function pngWith(chunks: readonly Buffer[], where: 'before' | 'after'): Promise<Buffer> {
  const raw = { width: 16, height: 16, channels: 3 } as const;
  const png = await sharp(noise(768, 8), { raw }).png().toBuffer();
  const at = where === 'before' ? 33 : png.length - 12;
  return Buffer.concat([png.subarray(0, at), ...chunks, png.subarray(at)]);
}

describe('a PNG whose notes unpack to more than any photo needs is refused unread', () => {
  for (const [name, chunks] of [
    ['XMP', () => [chunk('iTXt', xmp(48 << 20))]],
    [
      'text',
      () => [chunk('zTXt', Buffer.concat([Buffer.from('Comment\0\0'), deflateSync(Buffer.alloc(48 << 20))]))],
    ],
    [
      'a profile',
      () => [chunk('iCCP', Buffer.concat([Buffer.from('icc\0\0'), deflateSync(Buffer.alloc(48 << 20))]))],
    ],
    ['many of them', () => Array.from({ length: 30 }, () => chunk('iTXt', xmp(2 << 20)))],
  ] as const) {
    test.each(['before', 'after'] as const)(`${name}, %s the samples`, async (where) => {
      const path = folder.at('notes.png');
      await writeFile(path, await pngWith(chunks(), where));
      const error = await within({ seconds: 5, megabytes: 200 }, () => refusal(probePhoto(path)));
      expect(error.message).toBe(
        `${path} holds metadata that unpack to more than any photo needs; save it again without them.`,
      );
    });
  }

  test('and one with ordinary or damaged notes is opened', async () => {
    const path = folder.at('sound.png');
    await writeFile(path, await pngWith([chunk('iTXt', xmp(1000))], 'before'));
    expect(await probePhoto(path)).toMatchObject({ width: 16 });
    expect(await readTags(path)).toMatchObject({ 'XMP-dc:Format': 'held' });
    for (const body of ['XML:com.adobe.xmp\0\x01\0\0\0not zlib', '', '\0', 'no end', 'a\0\x01\0b']) {
      await writeFile(path, await pngWith([chunk('iTXt', Buffer.from(body, 'latin1'))], 'after'));
      await decodePhoto(path, { rawPath: folder.at('sound.raw') });
    }
  });
});

describe.runIf(process.platform === 'linux')("ExifTool's processes", () => {
  const engine = { imaging: spawnEngine('imaging') };
  afterAll(() => engine.imaging.stop());

  /** Saves a photo with its metadata, which starts ExifTool, and returns all child processes of that moment. */
  async function withExifTool(): Promise<{ imaging: number; below: number[] }> {
    const path = folder.at('photo.jpg');
    const raw = { width: 16, height: 16, channels: 3 } as const;
    await sharp(noise(768, 8), { raw }).withMetadata({ orientation: 3 }).jpeg().toFile(path);
    const rawPath = folder.at('photo.raw');
    const picture = await engine.imaging.request('decodePhoto', { path, rawPath });
    await engine.imaging.request('encodePhoto', {
      pages: [picture],
      source: path,
      out: folder.at('out.jpg'),
      options: { metadata: 'keep' },
    });
    const imaging = engine.imaging.pid ?? 0;
    return { imaging, below: descendants(imaging) };
  }

  test('end with the program, whichever of them is killed, ten times', async () => {
    const random = uniforms(10);
    for (let time = 0; time < 10; time++) {
      const { imaging, below } = await withExifTool();
      expect(below.length, 'ExifTool runs').toBeGreaterThan(0);
      // Each process in turn is the first to be killed.
      const first = [imaging, ...below][time % (below.length + 1)] ?? imaging;
      process.kill(first, 'SIGKILL');
      await sleep(100 * random());
      if (first !== imaging) process.kill(imaging, 'SIGKILL');
      expect(await left([imaging, ...below])).toEqual([]);
    }
  });

  test('may use no more memory than a photo needs', async () => {
    const child = await startExifTool();
    try {
      child.stdin?.write('-ver\n-execute\n');
      await once(child.stdout ?? child, 'data');
      const ids = [child.pid ?? 0, ...descendants(child.pid ?? 0)];
      for (const id of ids) {
        const limits = await readFile(`/proc/${id}/limits`, 'utf8');
        expect(limits).toMatch(/Max address space\s+1073741824\s+1073741824/);
      }
    } finally {
      child.stdin?.end();
      child.kill();
    }
  });
});
