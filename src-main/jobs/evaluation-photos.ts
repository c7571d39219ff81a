import { open, readdir, rm, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { badRequest } from '../contract/errors';
import type { Rectangle } from '../contract/geometry';
import { COMMON_EXTENSIONS } from '../contract/photo-files';
import { quoted } from '../contract/said';
import { CROP, centreCrop, MARGIN, readCrop } from '../evaluation/crops';
import type { Task } from '../evaluation/tasks';
import { type RawPicture, readRectangle } from '../imaging/raw-picture';
import { onWorkingFiles } from '../imaging/working-files';
import { toSample } from '../measurement/photo-planes';
import type { Engine } from './engine';

/** A photo of an evaluation, reduced to its middle. */
export interface EvaluationPhoto {
  readonly name: string;
  readonly path: string;
  /** Place in the folder: photo i is measured and sampled with seed + i. */
  readonly index: number;
  /** The middle of the photo, 192 pixels a side or 128 in a small photo; undefined if the photo is smaller. */
  readonly crop: RawPicture | undefined;
}

/** Lists the picture files of a folder, sorted by name. Throws a PlainError (bad request) if there are none. */
export async function listPhotos(folder: string): Promise<string[]> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT')
      throw badRequest(quoted(`The folder ${folder} doesn't exist; check its name.`), error);
    if (code === 'ENOTDIR')
      throw badRequest(quoted(`${folder} is not a folder; give the folder that holds the photos.`), error);
    throw badRequest(quoted(`The folder ${folder} can't be read; check its permissions.`), error);
  }
  const photos = names
    .filter((name) => COMMON_EXTENSIONS.includes(extname(name).slice(1).toLowerCase()))
    .sort();
  if (photos.length === 0) {
    throw badRequest(
      quoted(
        `${folder} holds no pictures; give a folder of PNG, JPEG, WebP or TIFF files (its own folders aren't searched).`,
      ),
    );
  }
  return photos;
}

/** Decodes a photo and keeps only its middle, so that a folder of any size fits on the disk. */
export async function cutPhoto(
  engine: Engine,
  folder: string,
  name: string,
  index: number,
  signal: AbortSignal,
): Promise<EvaluationPhoto> {
  const path = join(folder, name);
  const rawPath = join(engine.workspace, 'photo.raw');
  const photo = await engine.imaging.request('decodePhoto', { path, rawPath }, { signal });
  const area = centreCrop(photo, MARGIN) ?? centreCrop(photo, 0);
  if (!area) return { name, path, index, crop: undefined };
  const { width, height } = area;
  const crop = { ...photo, width, height, path: join(engine.workspace, `crop-${index}.raw`) };
  await onWorkingFiles(() => copyPart(photo, area, crop.path));
  return { name, path, index, crop };
}

async function copyPart(photo: RawPicture, area: Rectangle, target: string): Promise<void> {
  const file = await open(photo.path, 'r');
  try {
    await writeFile(target, await readRectangle(file, photo, area));
  } finally {
    await file.close();
    await rm(photo.path);
  }
}

/** Saves the 128 x 128 crop as a JPEG of this quality with the program's own encoder, and decodes it again. */
export async function throughJpeg(
  engine: Engine,
  photo: EvaluationPhoto,
  crop: RawPicture,
  file: NonNullable<Task['file']>,
  signal: AbortSignal,
): Promise<RawPicture> {
  const planes = await readCrop(crop, 0);
  const pixels = CROP * CROP;
  const levels = new Uint8Array(3 * pixels);
  // Grey photos become colour files too, so that the task is the same for every photo.
  for (let i = 0; i < levels.length; i++)
    levels[i] = toSample(planes[(i % 3) * pixels + Math.floor(i / 3)], 255);
  const page: RawPicture = {
    path: join(engine.workspace, 'jpeg-crop.raw'),
    width: CROP,
    height: CROP,
    channels: 3,
    depth: 8,
  };
  await onWorkingFiles(() => writeFile(page.path, levels));
  const out = join(engine.workspace, 'crop.jpg');
  const options = { ...file, metadata: 'remove' } as const;
  await engine.imaging.request(
    'encodePhoto',
    { pages: [page], source: photo.path, out, options },
    { signal },
  );
  const rawPath = join(engine.workspace, 'jpeg-decoded.raw');
  return engine.imaging.request('decodePhoto', { path: out, rawPath }, { signal });
}
