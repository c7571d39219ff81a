import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PlainError } from '../../../src-main/contract/errors';
import { spawnEngine } from '../../../src-main/processes/spawn';
import { mutateBytes } from './bytes';
import type { Dice } from './dice';
import { PHOTO_KINDS, type Photos } from './photos';
import { mutateChunks, withSums } from './png';
import type { Target } from './target';
import { Find, watched } from './watched';

const FORMATS = ['jpg', 'png', 'tif', 'webp', 'avif'] as const;
/** One in this many of the files read is also written again with its metadata, which needs ExifTool. */
const WRITTEN = 4;

/** Photos and masks, read by an imaging process as the program does. `folder`: a new one; `stop` ends the process. */
export async function photoTargets(
  folder: string,
  photos: Photos,
): Promise<{ targets: Target[]; stop(): Promise<void> }> {
  const [work, temporary] = [join(folder, 'work'), join(folder, 'tmp')];
  for (const one of [work, temporary]) await mkdir(one, { recursive: true });
  const imaging = spawnEngine('imaging', { env: { TMPDIR: temporary } });
  await imaging.request('peakMemoryMB', {});
  const at = (name: string) => join(work, name);

  const open = async (path: string) => {
    const bytes = await readFile(path);
    try {
      const { width, height } = await imaging.request('probePhoto', { path });
      const picture = await imaging.request('decodePhoto', { path, rawPath: at('photo.raw') });
      if (picture.width !== width || picture.height !== height)
        throw new Find('it is decoded to another size');
      await imaging.request('makeDisplay', { source: { path }, folder: at('display') });
      const sum = bytes.reduce((a, b) => (a + b) % 65_536, 0);
      if (sum % WRITTEN !== 0) return;
      const out = at(`out.${FORMATS[sum % FORMATS.length]}`);
      const saving = imaging.request('encodePhoto', {
        pages: [picture],
        source: path,
        out,
        options: { metadata: 'keep' },
      });
      await saving.catch((error: unknown) => {
        if (existsSync(out)) throw new Find('a part of a result is left');
        throw error;
      });
      // The saved file is valid.
      await imaging
        .request('decodePhoto', { path: out, rawPath: at('again.raw') })
        .catch((error: unknown) => {
          throw new Find('what was saved can not be read', { cause: error });
        });
    } finally {
      // The list of a folder shows a thumbnail of any file in it.
      await imaging.request('thumbnail', { path, side: 128 }).catch((error: unknown) => {
        if (!(error instanceof PlainError) || error.said.key === 'inside') throw error;
      });
    }
  };
  const openMask = (path: string) =>
    imaging.request('readMask', { path, width: 72, height: 56, rawPath: at('mask.raw') });

  const read = (work: (path: string) => Promise<unknown>) => async (path: string) => {
    try {
      const outcome = await watched(imaging, () => work(path));
      await expectNothingLeft(temporary, outcome.kind === 'refused' ? at('.') : undefined);
      return outcome;
    } finally {
      await emptied(at('.'));
    }
  };
  const others = Object.values(photos).flat();
  const targets = PHOTO_KINDS.map(
    (kind): Target => ({
      name: kind,
      extension: kind === 'jpeg' ? 'jpg' : kind,
      make: (dice) => odd(dice, dice.one(photos[kind]), dice.one(dice.happens(0.7) ? photos[kind] : others)),
      read: read(open),
    }),
  );
  targets.push({
    name: 'mask',
    extension: 'png',
    make: (dice) => odd(dice, dice.one(photos.png), dice.one(others)),
    read: read(openMask),
  });
  return { targets, stop: () => imaging.stop() };
}

/** A photo that was changed; a PNG chunk by chunk, or with sums that are right again. */
function odd(dice: Dice, photo: Uint8Array, other: Uint8Array): Uint8Array {
  const isPng = photo[0] === 0x89 && photo[1] === 0x50;
  if (isPng && dice.happens(0.5)) return mutateChunks(dice, photo, other);
  const bytes = mutateBytes(dice, photo, other);
  return isPng && dice.happens(0.8) ? withSums(bytes) : bytes;
}

/** No temporary files may be left, and no unfinished files beside results. */
async function expectNothingLeft(temporary: string, work: string | undefined): Promise<void> {
  const left = await readdir(temporary);
  if (left.length > 0) throw new Find(`left: ${left.join(', ')}`);
  if (work === undefined) return;
  const unfinished = (await readdir(work)).filter((name) => /^\.daguerre|^out\.|\.v$/.test(name));
  if (unfinished.length > 0) throw new Find(`left: ${unfinished.join(', ')}`);
}

async function emptied(folder: string): Promise<void> {
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true });
}
