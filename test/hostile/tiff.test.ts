import { writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { decodePhoto } from '../../src-main/imaging/decode';
import { probePhoto } from '../../src-main/imaging/probe';
import { refusal, workFolder } from '../imaging/support';
import { within } from './limits';
import {
  endlessDirectory,
  endlessTag,
  longPrivateTag,
  manySubDirectories,
  nestedSubDirectories,
  sharedStrips,
} from './tiff-files';

const folder = workFolder();
const LIMITS = { seconds: 5, megabytes: 300 };

async function put(name: string, bytes: Uint8Array): Promise<string> {
  await writeFile(folder.at(name), bytes);
  return folder.at(name);
}

describe('a TIFF that is made to exhaust memory or time is refused in a sentence', () => {
  for (const [name, bytes] of [
    ['many directories on one table of strips', () => sharedStrips(9_000, 120_000)],
    ['a table of as many sub-directories as a stack can hold', () => manySubDirectories(500_000)],
    ['directories that name one another', () => nestedSubDirectories(9_000)],
    ['a directory of more entries than the file has bytes', endlessDirectory],
    ['a table of more strips than the file has bytes', () => sharedStrips(1, 4, 2 ** 31)],
  ] as const) {
    test(name, async () => {
      const path = await put('exhausts.tif', bytes());
      const error = await within(LIMITS, () => refusal(probePhoto(path)));
      expect(error.message).toBe(`${path} is a damaged or cut-off TIFF; use another copy of it.`);
    });
  }
});

test('a tag of an unknown type is skipped, whatever its count', async () => {
  for (const tag of [273, 279, 324, 325, 330, 339, 347, 50706]) {
    const path = await put('unknown-type.tif', endlessTag(tag));
    await within(LIMITS, () => probePhoto(path).catch((error: unknown) => String(error)));
  }
});

test('a TIFF with a long private tag is still read', async () => {
  const path = await put('private.tif', longPrivateTag(1 << 20));
  expect(await probePhoto(path)).toMatchObject({ width: 8, height: 8, channels: 1 });
  expect(await decodePhoto(path, { rawPath: folder.at('private.raw') })).toMatchObject({ width: 8 });
});
