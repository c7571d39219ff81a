import type { FileHandle } from 'node:fs/promises';
import type { Metadata } from 'sharp';
import { badRequest, PlainError } from '../contract/errors';
import type { JpegTables, Orientation } from '../contract/jpeg-tables';
import type { PhotoFormat } from '../contract/photo-files';
import { said } from '../contract/said';
import { MAX_PIXELS } from '../contract/window/saving';
import { exifDensity } from './density';
import { iccProfileName } from './icc-name';
import { IDENTITY_BYTES, identify } from './identify';
import { jpegTables } from './jpeg-markers';
import { openForReading } from './open-file';
import { FORMAT_NAMES, type PhotoInfo } from './photo-info';
import { jpegCanHold, pngCanHold, takesTooMuch } from './plausible';
import { checkPngChunks, TooMuchText } from './png-chunks';
import { openSharp } from './sharp-input';
import { TruncatedTiff } from './tiff-source';
import { readTiffDirectories } from './tiff-tags';

/**
 * Reads a photo's header. The content decides the format; the extension counts only for camera raw. `page` (from 0)
 * selects a page of a TIFF. Throws a PlainError (bad request) that names the file if it can't be restored: missing,
 * unreadable, empty, damaged, not a picture, camera raw, CMYK, animated, floating point, over 1000 megapixels.
 */
export async function probePhoto(path: string, page = 0): Promise<PhotoInfo> {
  const { format, size } = await readFormat(path);
  const metadata = await readMetadata(path, format, page);
  const colour = describeColour(path, format, metadata);
  const upright = { width: metadata.autoOrient.width, height: metadata.autoOrient.height };
  if (metadata.width * metadata.height > MAX_PIXELS) {
    throw badRequest(said('pictureTooLarge', { path }));
  }
  if (format === 'jpeg' && !jpegCanHold(metadata, size)) throw truncatedRefusal(path, 'JPEG', undefined);
  if (takesTooMuch(format, metadata)) throw badRequest(said('tooLargeAtOnce', { path }));
  const jpeg = format === 'jpeg' ? await describableTables(path) : undefined;
  const density = metadata.density ?? (metadata.exif ? exifDensity(metadata.exif) : undefined);
  const name = metadata.icc ? iccProfileName(metadata.icc) : undefined;
  return {
    path,
    format,
    ...upright,
    storedWidth: metadata.width,
    storedHeight: metadata.height,
    orientation: toOrientation(format === 'heic' || format === 'avif' ? 1 : metadata.orientation),
    ...colour,
    pages: format === 'tiff' ? (metadata.pages ?? 1) : 1,
    ...(density ? { density } : {}),
    ...(name ? { iccProfileName: name } : {}),
    ...(jpeg ? { jpeg } : {}),
  };
}

/** Reads the embedded colour profile of a photo's page (from 0), if it has one. */
export async function readProfile(path: string, page = 0): Promise<Uint8Array | undefined> {
  const metadata = await openSharp(path, page).metadata();
  return metadata.icc;
}

/** Identifies the file by its first bytes, and a TIFF by its tags too; and its size. Throws a PlainError if it is no photo. */
async function readFormat(path: string): Promise<{ format: PhotoFormat; size: number }> {
  const { file, size } = await openForReading(path);
  try {
    const head = new Uint8Array(IDENTITY_BYTES);
    const { bytesRead } = await file.read(head, 0, IDENTITY_BYTES, 0);
    const identity = identify(head.subarray(0, bytesRead), path);
    switch (identity.format) {
      case 'raw':
        throw rawRefusal(path);
      case 'gif':
        throw await gifRefusal(path);
      case 'other':
        throw badRequest(said('unreadableKind', { path, kind: identity.what }));
      case 'unknown':
        throw badRequest(said('notAPicture', { path }));
      case 'tiff':
        await checkTiff(path, file, size);
        return { format: 'tiff', size };
      case 'png':
        if (!pngCanHold(head.subarray(0, bytesRead), size)) throw truncatedRefusal(path, 'PNG', undefined);
        await checkPng(path, file, size);
        return { format: 'png', size };
      default:
        return { format: identity.format, size };
    }
  } finally {
    await file.close();
  }
}

function rawRefusal(path: string): PlainError {
  return badRequest(said('cameraRaw', { path }));
}

async function gifRefusal(path: string): Promise<PlainError> {
  const pages = await openSharp(path)
    .metadata()
    .then((metadata) => metadata.pages ?? 1)
    .catch(() => 1);
  if (pages > 1) return movingRefusal(path, 'GIF', pages);
  return badRequest(said('gif', { path }));
}

function movingRefusal(path: string, name: string, pages: number): PlainError {
  return badRequest(said('animated', { path, name, frames: pages }));
}

/** Throws a PlainError for camera raw files that look like TIFFs, floating point TIFFs and truncated ones. */
async function checkTiff(path: string, file: FileHandle, size: number): Promise<void> {
  try {
    for (const directory of await readTiffDirectories(file, size)) {
      const { camera, photometric, sampleFormat } = directory;
      // 32803: colour filter array; 34892: linear raw (DNG).
      if (camera || photometric === 32803 || photometric === 34892) throw rawRefusal(path);
      if (sampleFormat === 3) throw floatRefusal(path);
    }
  } catch (error) {
    if (error instanceof TruncatedTiff) throw truncatedRefusal(path, 'TIFF', error);
    throw error;
  }
}

/**
 * Throws a PlainError if a PNG is animated, of which the decoder sees one frame, or if its text chunks are too large;
 * ExifTool would unpack them all at once.
 */
async function checkPng(path: string, file: FileHandle, size: number): Promise<void> {
  const frames = await checkPngChunks(file, size).catch((error: unknown) => {
    if (!(error instanceof TooMuchText)) throw error;
    throw badRequest(said('tooMuchText', { path }), error);
  });
  if (frames > 1) throw movingRefusal(path, 'PNG', frames);
}

function floatRefusal(path: string): PlainError {
  return badRequest(said('floating', { path }));
}

export function truncatedRefusal(path: string, name: string, cause: unknown): PlainError {
  return badRequest(said('damagedPicture', { path, format: name }), cause);
}

async function readMetadata(path: string, format: PhotoFormat, page: number): Promise<Metadata> {
  const read = (wanted: number) =>
    openSharp(path, wanted)
      .metadata()
      .catch((error: unknown) => {
        throw truncatedRefusal(path, FORMAT_NAMES[format], error);
      });
  const first = await read(0);
  const pages = format === 'tiff' ? (first.pages ?? 1) : 1;
  if (!Number.isInteger(page) || page < 0 || page >= pages) {
    throw badRequest(
      pages === 1
        ? said('onlyOnePage', { path, page: page + 1 })
        : said('noSuchPage', { path, pages, page: page + 1 }),
    );
  }
  return page === 0 ? first : read(page);
}

function describeColour(
  path: string,
  format: PhotoFormat,
  metadata: Metadata,
): Pick<PhotoInfo, 'channels' | 'hasAlpha' | 'depth'> {
  const { space, depth, channels, hasAlpha, pages = 1 } = metadata;
  if ((format === 'webp' || format === 'avif') && pages > 1)
    throw movingRefusal(path, FORMAT_NAMES[format], pages);
  if (space === 'cmyk') throw badRequest(said('cmyk', { path }));
  if (depth === 'float' || depth === 'double') throw floatRefusal(path);
  const grey = space === 'b-w' || space === 'grey16';
  if (!grey && space !== 'srgb' && space !== 'rgb16' && space !== 'rgb') {
    throw badRequest(said('colourSpace', { path, name: space }));
  }
  if ((depth !== 'uchar' && depth !== 'ushort') || channels - (hasAlpha ? 1 : 0) !== (grey ? 1 : 3)) {
    throw badRequest(said('oddChannels', { path, channels }));
  }
  // HEIC is decoded to 8 bits.
  return { channels: grey ? 1 : 3, hasAlpha, depth: depth === 'ushort' && format !== 'heic' ? 16 : 8 };
}

/** The tables of an ordinary JPEG. Rare kinds give undefined: they can be opened, but not restored as JPEGs. */
async function describableTables(path: string): Promise<JpegTables | undefined> {
  try {
    return await jpegTables(path);
  } catch (error) {
    if (error instanceof PlainError) return undefined;
    throw error;
  }
}

function toOrientation(value: number | undefined): Orientation {
  switch (value) {
    case 2:
    case 3:
    case 4:
    case 5:
    case 6:
    case 7:
    case 8:
      return value;
    default:
      return 1;
  }
}
