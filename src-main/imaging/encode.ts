import { rm } from 'node:fs/promises';
import sharp from 'sharp';
import { failure } from '../contract/errors';
import type { ResultFormat } from '../contract/photo-files';
import { said } from '../contract/said';
import { MAX_PIXELS } from '../contract/window/saving';
import { checkCapabilities } from './capabilities';
import { densityTags } from './density';
import type { EncodeOptions } from './encode-options';
import { writeEncoded } from './encoded-file';
import { encodeAs, toTenBits } from './encoders';
import { markTags } from './mark';
import { copyMetadata } from './metadata';
import { outputFormat, writeAtomically } from './output';
import type { PhotoInfo } from './photo-info';
import { probePhoto, readProfile } from './probe';
import { matchingProfile } from './profile';
import type { RawPicture } from './raw-picture';
import { withSized } from './resize';
import { ownNumbers } from './sharp-input';
import { readPageTexts } from './tiff-pages';
import { type TiffPage, TiffTooBig, writeTiff } from './tiff-writer';
import { vipsPathBeside, wrapSamples } from './vips-file';
import { onWorkingFiles } from './working-files';
import { writeTags } from './write-tags';

export interface EncodeRequest {
  /** Upright pictures; more than one only for TIFF. */
  readonly pages: readonly RawPicture[];
  /** The photo they come from: its profile, resolution and metadata are kept. */
  readonly source: string;
  readonly out: string;
  readonly options: EncodeOptions;
  /** Path of the unfinished file, beside `out`. A caller who chooses it can remove it if this process is killed. */
  readonly temporary?: string | undefined;
}

/**
 * Writes raw pictures as a photo with the source's colour profile (numbers unchanged), resolution and metadata. PNG
 * and TIFF store exactly the given samples. The file appears under its name complete or not at all. Throws a
 * PlainError: a bad request if the format can't hold the picture, a failure if the disk is full or can't be written.
 * When aborted, rejects with the signal's reason and leaves `out` unchanged.
 */
export async function encodePhoto(request: EncodeRequest, signal?: AbortSignal): Promise<void> {
  const { source, out, options, temporary } = request;
  const format = options.format ?? outputFormat(out);
  const extents = request.pages.map((page) => ({ ...page, ...options.size }));
  checkCapabilities(format, extents, out, options);
  const info = await probePhoto(source);
  const save = async (pages: readonly RawPicture[]) => {
    const write = (path: string) => writePhoto({ ...request, pages }, path, format, info);
    await writeAtomically(out, write, { temporary, signal });
  };
  await withSized(request.pages, options.size, save, signal);
}

async function writePhoto(
  { pages, source, out, options }: EncodeRequest,
  path: string,
  format: ResultFormat,
  info: PhotoInfo,
): Promise<void> {
  const [first] = pages;
  if (!first) throw new RangeError('no picture to write');
  if (format === 'tiff') {
    const depth = options.bitDepth ?? first.depth;
    await writePages(await tiffPages(pages, info, options), path, out, depth);
  } else {
    const profile = matchingProfile(await readProfile(source), first);
    const density = options.density ?? info.density;
    await writeWithSharp(first, path, format, options, { ...info, density }, profile);
  }
  const tags = [
    ...(options.density === undefined ? [] : densityTags(format, options.density, options.metadata)),
    ...(options.mark === undefined ? [] : markTags(options.mark)),
  ];
  if (options.metadata === 'keep') {
    await copyMetadata(info, path, format, first.width, first.height, tags);
  } else if (tags.length > 0) {
    await writeTags(path, format, tags);
  }
}

/**
 * The pages with the resolution, profile and texts of the source's pages. ExifTool copies all metadata of the first page
 * but writes none to the others, so their texts are written with them.
 */
async function tiffPages(
  pictures: readonly RawPicture[],
  info: PhotoInfo,
  { density, metadata }: EncodeOptions,
): Promise<TiffPage[]> {
  const pages: TiffPage[] = [];
  for (const [k, picture] of pictures.entries()) {
    const page = pictures.length === info.pages ? k : 0;
    const own = page === 0 ? info : await probePhoto(info.path, page);
    pages.push({
      picture,
      density: density ?? own.density,
      profile: matchingProfile(await readProfile(info.path, page), picture),
      texts: page > 0 && metadata === 'keep' ? await readPageTexts(info.path, page) : undefined,
    });
  }
  return pages;
}

async function writePages(
  pages: readonly TiffPage[],
  temporary: string,
  out: string,
  depth: 8 | 16,
): Promise<void> {
  try {
    await writeTiff(pages, temporary, depth);
  } catch (error) {
    if (!(error instanceof TiffTooBig)) throw error;
    throw failure(said('tiffFull', { path: out }), error);
  }
}

async function writeWithSharp(
  picture: RawPicture,
  temporary: string,
  format: Exclude<ResultFormat, 'tiff'>,
  options: EncodeOptions,
  { density, jpeg }: Pick<PhotoInfo, 'jpeg'> & { readonly density: number | undefined },
  profile: Uint8Array | undefined,
): Promise<void> {
  const vipsPath = vipsPathBeside(picture.path);
  const wanted = format === 'png' ? (options.bitDepth ?? picture.depth) : picture.depth;
  const depth = format === 'jpeg' || format === 'webp' ? 8 : wanted;
  const map = format === 'avif' && depth === 16 ? toTenBits : undefined;
  try {
    await onWorkingFiles(() => wrapSamples(picture, vipsPath, { depth, density, profile, map }));
    const input = sharp(vipsPath, { limitInputPixels: MAX_PIXELS, sequentialRead: true });
    const pipeline = ownNumbers(input, picture.channels < 3 ? 1 : 3, depth);
    const encoder = encodeAs(pipeline, format, options, depth, jpeg, picture.width * picture.height);
    await writeEncoded(encoder, format, temporary, density);
  } finally {
    await rm(vipsPath, { force: true });
  }
}
