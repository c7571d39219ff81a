import { rm } from 'node:fs/promises';
import sharp, { type Sharp } from 'sharp';
import { badRequest, failure } from '../contract/errors';
import { type JpegTables, standardTables } from '../contract/jpeg-tables';
import { writeEncoded } from './encoded-file';
import type { Mark } from './mark';
import { copyMetadata } from './metadata';
import { type OutputFormat, outputFormat, writeAtomically } from './output';
import type { PhotoInfo } from './photo-info';
import { probePhoto, readProfile } from './probe';
import { matchingProfile } from './profile';
import type { RawPicture } from './raw-picture';
import { MAX_PIXELS, ownNumbers } from './sharp-input';
import { TiffTooBig, writeTiff } from './tiff-writer';
import { type SampleMap, vipsPathBeside, wrapSamples } from './vips-file';
import { onWorkingFiles } from './working-files';

export interface EncodeOptions {
  /** Told by the output's extension unless given. */
  readonly format?: OutputFormat;
  /** 1 to 100 for JPEG, WebP and AVIF; by default 95 or the source JPEG's own if that is better (AVIF: 85). */
  readonly quality?: number;
  /** Chroma subsampling of a JPEG; 4:4:4 unless given. */
  readonly subsampling?: '4:4:4' | '4:2:0';
  /** Bits per sample of PNG and TIFF; by default the picture's own. JPEG and WebP have 8; AVIF 10 for 16. */
  readonly bitDepth?: 8 | 16;
  /** 'keep' copies EXIF, XMP and IPTC; both keep the colour profile, and the resolution of JPEG, PNG and TIFF. */
  readonly metadata: 'keep' | 'remove';
  /** Extent in pixels to resize to (Lanczos, in the file's own numbers); the picture's own unless given. */
  readonly size?: { readonly width: number; readonly height: number };
  /** Dots per inch to write; the source's own unless given. */
  readonly density?: number;
  /** What was done, to be written into XMP; none unless given, whatever `metadata` says. */
  readonly mark?: Mark;
}

export interface EncodeRequest {
  /** Upright pictures; more than one only for TIFF. */
  readonly pages: readonly RawPicture[];
  /** The photo they come from: its profile, resolution and metadata are kept. */
  readonly source: string;
  readonly out: string;
  readonly options: EncodeOptions;
  /** Where the file grows, beside `out`, for a caller who removes it should this process be killed. */
  readonly temporary?: string | undefined;
}

/**
 * Writes raw pictures as a photo with the source's colour profile (numbers unchanged), resolution and metadata. PNG
 * and TIFF hold exactly the given samples. The file appears under its name complete or not at all. Throws a
 * PlainError: bad request where the format can't hold the picture, failure where the disk is full or can't be written. Aborted, it rejects with the
 * signal's reason, and `out` is as it was.
 */
export async function encodePhoto(request: EncodeRequest, signal?: AbortSignal): Promise<void> {
  const { pages, source, out, options, temporary } = request;
  const [first] = pages;
  if (!first) throw new RangeError('no picture to write');
  const format = options.format ?? outputFormat(out);
  checkCapabilities(format, pages, out, options);
  const info = await probePhoto(source);
  const profile = matchingProfile(await readProfile(source), first);
  const write = async (path: string) => {
    if (format === 'tiff') {
      const depth = options.bitDepth ?? first.depth;
      await writePages(pages, path, out, { depth, density: info.density, profile });
    } else {
      await writeWithSharp(first, path, format, options, info, profile);
    }
    if (options.metadata === 'keep') {
      await copyMetadata(info, path, format, first.width, first.height);
    }
  };
  await writeAtomically(out, write, { temporary, signal });
}

/**
 * Throws a PlainError (bad request) where `out` can't hold pictures of these kinds: known before any work is done,
 * so that an hour's restoration isn't lost to the choice of a format.
 */
export function checkCapabilities(
  format: OutputFormat,
  pages: readonly Pick<RawPicture, 'width' | 'height' | 'channels'>[],
  out: string,
  { quality }: Pick<EncodeOptions, 'quality'>,
): void {
  if (pages.length > 1 && format !== 'tiff') {
    throw badRequest(`${out} can hold one page only and the photo has ${pages.length}; name it .tif.`);
  }
  if (quality !== undefined && !(Number.isInteger(quality) && quality >= 1 && quality <= 100)) {
    throw badRequest(`The quality ${quality} for ${out} is not a whole number from 1 to 100.`);
  }
  const limit = { jpeg: 65535, webp: 16383, avif: 65535, png: 2 ** 31 - 1, tiff: 2 ** 32 - 1 }[format];
  for (const { width, height, channels } of pages) {
    if (Math.max(width, height) > limit) {
      throw badRequest(
        `${out} can't hold ${width}x${height} pixels (at most ${limit} a side); name it .png or .tif.`,
      );
    }
    if (format === 'jpeg' && channels % 2 === 0) {
      throw badRequest(`${out} can't hold transparency as a JPEG; name it .png, .tif or .webp.`);
    }
  }
}

async function writePages(
  pages: readonly RawPicture[],
  temporary: string,
  out: string,
  options: Parameters<typeof writeTiff>[2],
): Promise<void> {
  try {
    await writeTiff(pages, temporary, options);
  } catch (error) {
    if (!(error instanceof TiffTooBig)) throw error;
    throw failure(`${out} would pass the 4 GB a TIFF can hold; save fewer pages or choose PNG.`, error);
  }
}

async function writeWithSharp(
  picture: RawPicture,
  temporary: string,
  format: Exclude<OutputFormat, 'tiff'>,
  options: EncodeOptions,
  info: PhotoInfo,
  profile: Uint8Array | undefined,
): Promise<void> {
  const vipsPath = vipsPathBeside(picture.path);
  const wanted = format === 'png' ? (options.bitDepth ?? picture.depth) : picture.depth;
  const depth = format === 'jpeg' || format === 'webp' ? 8 : wanted;
  const map = format === 'avif' && depth === 16 ? toTenBits : undefined;
  try {
    const { density } = info;
    await onWorkingFiles(() => wrapSamples(picture, vipsPath, { depth, density, profile, map }));
    const input = sharp(vipsPath, { limitInputPixels: MAX_PIXELS, sequentialRead: true });
    const pipeline = ownNumbers(input, picture.channels < 3 ? 1 : 3, depth);
    const encoder = encodeAs(pipeline, format, options, depth, info.jpeg, picture.width * picture.height);
    await writeEncoded(encoder, format, temporary, info.density);
  } finally {
    await rm(vipsPath, { force: true });
  }
}

function encodeAs(
  pipeline: Sharp,
  format: Exclude<OutputFormat, 'tiff'>,
  { quality, subsampling }: EncodeOptions,
  depth: 8 | 16,
  source: JpegTables | undefined,
  pixels: number,
): Sharp {
  switch (format) {
    case 'png':
      return pipeline.png({ compressionLevel: 6 });
    case 'jpeg':
      return pipeline.jpeg({
        quality: quality ?? jpegQuality(source),
        chromaSubsampling: subsampling ?? '4:4:4',
        // Codes fitted to the picture need all its coefficients in memory, 6 bytes a pixel.
        optimiseCoding: pixels <= MAX_FITTED_PIXELS,
      });
    case 'webp':
      return pipeline.webp({ quality: quality ?? 95, smartSubsample: true });
    case 'avif':
      return pipeline.avif({
        quality: quality ?? 85,
        chromaSubsampling: '4:4:4',
        bitdepth: depth === 16 ? 10 : 8,
        effort: 3,
      });
  }
}

const DEFAULT_JPEG_QUALITY = 95;
const MAX_FITTED_PIXELS = 40e6;

/** The least quality from 95 up whose steps are nowhere coarser than the source JPEG's own. */
export function jpegQuality(source: JpegTables | undefined): number {
  for (let quality = DEFAULT_JPEG_QUALITY; quality < 100; quality++) {
    const { quantisation } = standardTables(quality, '4:4:4');
    const fine = quantisation.every((table, plane) =>
      table.every((step, k) => step <= (source?.quantisation[plane]?.[k] ?? 255)),
    );
    if (fine) return quality;
  }
  return 100;
}

/** libheif takes the upper 10 of 16 bits by cutting: round to them first, so that 65535 is white and 0 black. */
const toTenBits: SampleMap = (samples) => {
  for (let k = 0; k < samples.length; k++) samples[k] = Math.round(((samples[k] ?? 0) * 1023) / 65535) << 6;
};
