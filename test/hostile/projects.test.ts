import { createWriteStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { requireRoom } from '../../src-main/imaging/free-room';
import { openArchive } from '../../src-main/studio/archive';
import { CONTENTS, projectText } from '../../src-main/studio/project-file';
import { writeSoft } from '../cli/support';
import { refusal } from '../imaging/support';
import { type Opened, openPhoto, place } from '../studio/support';
import { within } from './limits';
import { resultOf } from './project-result';

const scene = place(async (at) => {
  await writeSoft(at('photos', 'small.png'), 64, 48);
});

const LIMITS = { seconds: 5, megabytes: 200 };

type Parts = Readonly<Record<string, Buffer>>;
type Contents = Parameters<typeof projectText>[0];

/** Writes a project of one small photo and the given further parts. */
async function project(
  out: string,
  changes: Partial<Contents>,
  parts: Parts,
  compress = false,
): Promise<string> {
  const photo = 'photo/photo.png';
  const contents = { name: 'small', photo, page: 0, crops: [], repairs: null, hasMask: false, results: [] };
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(projectText({ ...contents, ...changes })), CONTENTS);
  const given = { [photo]: await readFile(scene.at('photos', 'small.png')), ...parts };
  for (const [name, bytes] of Object.entries(given)) zip.addBuffer(bytes, name, { compress });
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(out));
  return out;
}

/** A PNG of one colour: a few kilobytes, however large. */
function flat(width: number, height: number): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: 'grey' } })
    .png({ compressionLevel: 9 })
    .toBuffer();
}

/** All bytes below the studio's folders. */
async function occupied(opened: Opened): Promise<number> {
  let bytes = 0;
  for (const folder of [opened.engine.workspace, scene.at('data')]) {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size;
    }
  }
  return bytes;
}

const NO_PROJECT = /^.*\.daguerre is not a Daguerre project, or is damaged; use another copy of it\.$/;

async function expectRefused(path: string): Promise<void> {
  const opened = await scene.open();
  const before = await occupied(opened);
  const error = await within(LIMITS, () => refusal(openPhoto(opened, path)));
  expect(error.message).toMatch(NO_PROJECT);
  expect((await occupied(opened)) - before, 'nothing is left').toBeLessThan(1000);
}

describe('a project that is made to fill the disk is refused', () => {
  it('because forty results name one entry', async () => {
    const results = Array.from({ length: 40 }, () => resultOf('results/1.png'));
    await expectRefused(
      await project(scene.at('one.daguerre'), { results }, { 'results/1.png': await flat(64, 48) }),
    );
  });

  it('because a result names the photo', async () => {
    await expectRefused(
      await project(scene.at('photo.daguerre'), { results: [resultOf('photo/photo.png')] }, {}),
    );
  });

  it('because results are larger than the photo gives', async () => {
    const large = await flat(3000, 2500);
    const results = [resultOf('results/1.png')];
    await expectRefused(await project(scene.at('large.daguerre'), { results }, { 'results/1.png': large }));
    const enlarged = [resultOf('results/1.png', { operator: ['upscale'], scale: 8 })];
    await expectRefused(
      await project(scene.at('x.daguerre'), { results: enlarged }, { 'results/1.png': large }),
    );
  });

  it('because the mask is larger than the photo', async () => {
    await expectRefused(
      await project(scene.at('mask.daguerre'), { hasMask: true }, { 'mask.png': await flat(3000, 2500) }),
    );
  });

  it('because an entry grows beyond all measure', async () => {
    const nothing = Buffer.alloc(40 << 20);
    const out = await project(scene.at('grows.daguerre'), {}, { 'photo/photo.png': nothing }, true);
    expect((await stat(out)).size).toBeLessThan(60_000);
    await expectRefused(out);
  });

  it('because it lists more results, parts or entries than anyone makes', async () => {
    const results = Array.from({ length: 1200 }, (_, i) => resultOf(`results/${i}.png`));
    await expectRefused(await project(scene.at('results.daguerre'), { results }, {}));
    const area = { x: 0, y: 0, width: 60, height: 40 };
    const crops = Array.from({ length: 200 }, () => ({ area, angle: 1 }));
    await expectRefused(await project(scene.at('crops.daguerre'), { crops }, {}));
    const empty = Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`e${i}`, Buffer.alloc(0)]));
    await expectRefused(await project(scene.at('entries.daguerre'), {}, empty));
  });
});

it('results as large as the repairs make them are opened', async () => {
  const results = [resultOf('results/1.png', { operator: ['upscale'], scale: 3 }), resultOf('results/2.png')];
  const parts = { 'results/1.png': await flat(192, 144), 'results/2.png': await flat(64, 48) };
  const opened = await openPhoto(
    await scene.open(),
    await project(scene.at('ok.daguerre'), { results }, parts),
  );
  expect(opened.results.map(({ picture }) => [picture.width, picture.height])).toEqual([
    [192, 144],
    [64, 48],
  ]);
});

it('an archive with two entries of one name is refused', async () => {
  const zip = new ZipFile();
  for (const text of ['first', 'second']) zip.addBuffer(Buffer.from(text), CONTENTS);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(scene.at('twice.zip')));
  await expect(openArchive(scene.at('twice.zip'))).rejects.toThrow('two entries are named project.json');
});

it('what the disk has no room for is refused before it is written', async () => {
  const error = await refusal(requireRoom(scene.at('photos'), Number.MAX_SAFE_INTEGER, 'huge.tif'));
  expect(error.message).toBe(
    `There is no space left to open huge.tif (needed at ${scene.at('photos')}); free some space.`,
  );
  await requireRoom(scene.at('photos'), 1000, 'small.tif');
});

it('the opening of a large photo ends when the studio closes', async () => {
  const large = scene.at('photos', 'large.png');
  await sharp({ create: { width: 9000, height: 9000, channels: 3, background: 'grey' } })
    .png()
    .toFile(large);
  const opened = await scene.open('closing');
  const opening = openPhoto(opened, large).then(
    () => 'opened',
    (error: unknown) => String(error),
  );
  await new Promise((done) => setTimeout(done, 50));
  await opened.studio.close();
  expect(await opening).toMatch(/The job was cancelled/);
});
