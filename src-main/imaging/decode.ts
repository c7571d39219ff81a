import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { failure } from '../contract/errors';
import { said } from '../contract/said';
import { requireRoom } from './free-room';
import { decodeHeicFile } from './heic';
import { errorCode } from './open-file';
import { FORMAT_NAMES, type PhotoInfo, sampleChannels } from './photo-info';
import { probePhoto, truncatedRefusal } from './probe';
import type { RawPicture } from './raw-picture';
import { openSharp, ownNumbers } from './sharp-input';
import { extractSamples, type SampleMap, vipsPathBeside } from './vips-file';

export interface DecodeOptions {
  /** Page of a TIFF, counted from 0. */
  readonly page?: number;
  /** Where the samples are written. A temporary file of the same size exists beside it meanwhile. */
  readonly rawPath: string;
}

/**
 * Decodes a photo into a file of interleaved samples. The EXIF orientation is applied; the colour profile is not, so
 * the samples are the file's own numbers. 16 bits, alpha and a single grey channel are kept. Throws a PlainError as
 * probePhoto does, and if the pixels are damaged or the disk is full; no file remains after an error.
 */
export async function decodePhoto(path: string, options: DecodeOptions): Promise<RawPicture> {
  const info = await probePhoto(path, options.page);
  const picture: RawPicture = {
    path: options.rawPath,
    width: info.width,
    height: info.height,
    channels: sampleChannels(info),
    depth: info.depth,
  };
  // The samples are on disk twice for a moment: in the file that libvips writes, and in the raw picture.
  const bytes = info.width * info.height * sampleChannels(info) * (info.depth / 8);
  await requireRoom(dirname(options.rawPath), 2 * bytes, path);
  try {
    await decodeInto(info, options.page ?? 0, picture);
    return picture;
  } catch (error) {
    await rm(picture.path, { force: true });
    throw decodeError(info, picture.path, error);
  }
}

async function decodeInto(info: PhotoInfo, page: number, picture: RawPicture): Promise<void> {
  if (info.format === 'heic') {
    const { pagePrimary } = await openSharp(info.path).metadata();
    return decodeHeicFile(info.path, pagePrimary ?? 0, picture);
  }
  const vipsPath = vipsPathBeside(picture.path);
  try {
    const pipeline = openSharp(info.path, page).autoOrient();
    await ownNumbers(pipeline, info.channels, info.depth).toFile(vipsPath);
    await extractSamples(vipsPath, picture, await widening(info));
  } finally {
    await rm(vipsPath, { force: true });
  }
}

/** Samples of a 10- or 12-bit AVIF arrive shifted left, so white is below 65535; this stretches them to full range. */
async function widening(info: PhotoInfo): Promise<SampleMap | undefined> {
  if (info.format !== 'avif' || info.depth !== 16) return undefined;
  const { bitsPerSample = 16 } = await openSharp(info.path).metadata();
  const shift = 16 - bitsPerSample;
  const gain = 65535 / (2 ** bitsPerSample - 1);
  return (samples) => {
    for (let k = 0; k < samples.length; k++) samples[k] = Math.round(((samples[k] ?? 0) >> shift) * gain);
  };
}

function decodeError(info: PhotoInfo, rawPath: string, error: unknown): Error {
  const noSpace = errorCode(error) === 'ENOSPC' || /no space left/i.test(String(error));
  if (noSpace) {
    return failure(said('noRoomToOpen', { photo: info.path, place: rawPath }), error);
  }
  if (errorCode(error)) {
    return failure(said('notUnpacked', { path: info.path, place: rawPath }), error);
  }
  return truncatedRefusal(info.path, FORMAT_NAMES[info.format], error);
}
