import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { decodePhoto } from '../../src-main/imaging/decode';
import { readMask } from '../../src-main/imaging/mask';
import { probePhoto } from '../../src-main/imaging/probe';
import { Ledger } from '../../src-main/library/ledger';
import { noise, refusal, workFolder } from '../imaging/support';
import { withSums } from './fuzz/png';
import { heicCanvas } from './heic-canvas';
import { within } from './limits';

// Faults that the fuzzing found, and similar cases.
const folder = workFolder();
const LIMITS = { seconds: 3, megabytes: 200 };
const FIXTURES = 'test/fixtures/hostile';
const TOO_MUCH = /takes too much memory at this size.*; save it as an ordinary JPEG, PNG or TIFF\.$/;

const raw = { width: 72, height: 56, channels: 3 } as const;
const picture = () => sharp(noise(72 * 56 * 3, 8), { raw });

/** A JPEG whose frame states another size, with bytes after its end. */
async function jpegOf(width: number, height: number, progressive: boolean, more = 0): Promise<Buffer> {
  const bytes = await picture().jpeg({ progressive }).toBuffer();
  const at = bytes.indexOf(Buffer.from([0xff, progressive ? 0xc2 : 0xc0]));
  bytes.writeUInt16BE(height, at + 5);
  bytes.writeUInt16BE(width, at + 7);
  return Buffer.concat([bytes, Buffer.alloc(more)]);
}

async function pngOf(width: number, height: number, progressive: boolean, more = 0): Promise<Buffer> {
  const bytes = await picture().png({ progressive }).toBuffer();
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return Buffer.concat([withSums(bytes), Buffer.alloc(more)]);
}

async function put(name: string, bytes: Uint8Array): Promise<string> {
  await writeFile(folder.at(name), bytes);
  return folder.at(name);
}

describe('a picture that states more pixels than its bytes can hold is refused by its header', () => {
  test.each(['wide.png', 'passes.png'])('%s', async (name) => {
    const path = await put(name, await readFile(join(FIXTURES, name)));
    const error = await within(LIMITS, () => refusal(decodePhoto(path, { rawPath: folder.at('r') })));
    expect(error.message).toBe(`${path} is a damaged or cut-off PNG; use another copy of it.`);
  });

  test.each([
    ['a JPEG', 'JPEG', () => jpegOf(31_000, 32_000, false)],
    ['a JPEG in passes, which took 3 GB', 'JPEG', () => jpegOf(31_000, 32_000, true)],
    ['a PNG', 'PNG', () => pngOf(30_000, 30_000, false)],
  ] as const)('%s', async (_, format, make) => {
    const path = await put(`large.${format}`, await make());
    const error = await within(LIMITS, () => refusal(probePhoto(path)));
    expect(error.message).toBe(`${path} is a damaged or cut-off ${format}; use another copy of it.`);
  });
});

test.each([
  ['JPEG', () => jpegOf(31_000, 32_000, true, 3 << 20)],
  ['PNG', () => pngOf(30_000, 30_000, true, 4 << 20)],
] as const)(
  'a %s in passes that has to be in memory as a whole is refused where that is too much',
  async (_, make) => {
    const path = await put('passes', await make());
    const error = await within(LIMITS, () => refusal(probePhoto(path)));
    expect(error.message).toMatch(TOO_MUCH);
    // A file of ordinary size is accepted.
    expect(await probePhoto(await put('small', await jpegOf(72, 56, true)))).toMatchObject({ width: 72 });
  },
);

test.each(['flat.webp', 'flat.avif'])(
  '%s, a grey picture of 268 megapixels in a few bytes, is refused by its header',
  async (name) => {
    const path = await put(name, await readFile(join(FIXTURES, name)));
    const error = await within(LIMITS, () => refusal(decodePhoto(path, { rawPath: folder.at('r') })));
    expect(error.message).toMatch(TOO_MUCH);
  },
);

describe('a picture that is decoded as a whole takes less than 1.5 GB or is refused, however long its file is', () => {
  test.each([
    ['an AVIF', async () => readFile(join(FIXTURES, 'flat.avif'))],
    ['a HEIC', () => heicCanvas(12_000, 10_000)],
  ] as const)('%s that a longer file made plausible is refused by its header', async (_, make) => {
    const free = Buffer.alloc(4 << 20);
    free.writeUInt32BE(free.length);
    free.write('free', 4, 'latin1');
    const path = await put('long', Buffer.concat([await make(), free]));
    const error = await within(LIMITS, () => refusal(decodePhoto(path, { rawPath: folder.at('r') })));
    expect(error.message).toMatch(TOO_MUCH);
    expect(error.message).toContain(path);
  });

  test('a HEIC of 80 megapixels is read within the limit', async () => {
    const path = await put('80.heic', await heicCanvas(10_000, 8000));
    const rawPath = folder.at('80.raw');
    const decode = () => decodePhoto(path, { rawPath });
    expect(await within({ seconds: 20, megabytes: 1400 }, decode)).toMatchObject({
      width: 10_000,
      height: 8000,
    });
    await rm(rawPath);
  });
});

test('a mask of another size than its photo is refused before it is decoded', async () => {
  const path = await put('mask.png', await pngOf(4000, 3000, false, 40_000));
  const error = await within(LIMITS, () => refusal(readMask(path, 72, 56, folder.at('mask.raw'))));
  expect(error.message).toContain('4000x3000');
  expect((await folder.list()).filter((name) => name.startsWith('mask.raw'))).toEqual([]);
});

describe('a manipulated ledger is refused in a sentence', () => {
  test.each([
    ['a number with more digits than JavaScript has', 'UPDATE photos SET bytes = 9007199254740993'],
    ['a column that is gone', 'ALTER TABLE photos DROP COLUMN recipe'],
  ])('%s', (_, sql) => {
    const path = folder.at(`${sql.length}.sqlite`);
    const made = Ledger.open(path);
    const hashes = { settingsHash: 'a', settings: '{}', output: 'x.png', outputKey: 'x' };
    made.add('x.jpg', { bytes: 1, modified: 1, ...hashes, error: null });
    made.close();
    const database = new DatabaseSync(path);
    database.exec(sql);
    database.close();
    const ledger = Ledger.open(path);
    try {
      expect(() => [ledger.all(), ledger.ownRecipes()]).toThrow(
        /^The batch's ledger .* can't be opened \(.*\); check the folder\.$/s,
      );
    } finally {
      ledger.close();
    }
  });
});
