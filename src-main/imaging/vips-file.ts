import { randomBytes } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { readAll, writeAll } from './file-bytes';
import type { RawPicture } from './raw-picture';

export { readAll, writeAll };

/**
 * libvips' own file format. With it sharp reads and writes pictures of any size without holding them in memory. It
 * consists of a header of 64 bytes, the interleaved samples, and XML with the metadata. The byte order is that of the
 * machine that wrote the file, which is little-endian everywhere Electron runs.
 */
export const HEADER_BYTES = 64;
const MAGIC = 0xb6a6f208;
const CHUNK_BYTES = 4 << 20;

/** A path beside a raw picture for its libvips copy. It is unique, so that a picture can be written twice at once. */
export function vipsPathBeside(rawPath: string): string {
  return `${rawPath}.${randomBytes(4).toString('hex')}.v`;
}

/** Changes a run of samples in place before it is written. */
export type SampleMap = (samples: Uint16Array) => void;

/**
 * Copies the samples of the libvips file at `vipsPath` into the picture's file, through `map` if given (16 bits only).
 * Throws a RangeError if the file's size or format isn't the picture's.
 */
export async function extractSamples(vipsPath: string, picture: RawPicture, map?: SampleMap): Promise<void> {
  await withFiles(vipsPath, picture.path, async (from, to) => {
    const header = new DataView(new ArrayBuffer(HEADER_BYTES));
    await from.read(header, 0, HEADER_BYTES, 0);
    const [width, height, bands, format] = [4, 8, 12, 20].map((at) => header.getInt32(at, true));
    const expectedFormat = picture.depth === 16 ? 2 : 0;
    if (
      header.getUint32(0) !== MAGIC ||
      width !== picture.width ||
      height !== picture.height ||
      bands !== picture.channels ||
      format !== expectedFormat
    ) {
      throw new RangeError(
        `decoded ${width}x${height}x${bands} of format ${format}, expected ${picture.width}x${picture.height}x${picture.channels} of ${expectedFormat}`,
      );
    }
    await copySamples(from, HEADER_BYTES, to, 0, picture, picture.depth, map);
  });
}

export interface VipsOptions {
  /** Bits per sample to write. 8 to 16 multiplies by 257; 16 to 8 rounds to the nearest. */
  readonly depth: 8 | 16;
  /** Dots per inch. */
  readonly density?: number | undefined;
  readonly profile?: Uint8Array | undefined;
  readonly map?: SampleMap | undefined;
  /** The VipsInterpretation; by default the one for the picture's channels and depth. */
  readonly interpretation?: number | undefined;
}

/** Writes a raw picture as a libvips file with the given colour profile attached. */
export async function wrapSamples(
  picture: RawPicture,
  vipsPath: string,
  options: VipsOptions,
): Promise<void> {
  const grey = picture.channels < 3;
  const deep = options.depth === 16;
  const header = new DataView(new ArrayBuffer(HEADER_BYTES));
  header.setUint32(0, MAGIC);
  header.setInt32(4, picture.width, true);
  header.setInt32(8, picture.height, true);
  header.setInt32(12, picture.channels, true);
  header.setInt32(16, options.depth, true);
  header.setInt32(20, deep ? 2 : 0, true);
  // VipsInterpretation: b-w 1, sRGB 22, rgb16 25, grey16 26.
  header.setInt32(28, options.interpretation ?? (grey ? (deep ? 26 : 1) : deep ? 25 : 22), true);
  const pixelsPerMillimetre = (options.density ?? 72) / 25.4;
  header.setFloat32(32, pixelsPerMillimetre, true);
  header.setFloat32(36, pixelsPerMillimetre, true);
  await withFiles(picture.path, vipsPath, async (from, to) => {
    await writeAll(to, new Uint8Array(header.buffer), 0);
    const end = await copySamples(from, 0, to, HEADER_BYTES, picture, options.depth, options.map);
    await writeAll(to, new TextEncoder().encode(metadataXml(options)), end);
  });
}

function metadataXml({ profile, density }: VipsOptions): string {
  const fields = [
    profile
      ? `<field type="VipsBlob" name="icc-profile-data">${Buffer.from(profile).toString('base64')}</field>`
      : '',
    density ? '<field type="VipsRefString" name="resolution-unit">in</field>' : '',
  ];
  return `<?xml version="1.0"?>\n<root xmlns="http://www.vips.ecs.soton.ac.uk/vips/8.18.7">\n<header></header>\n<meta>${fields.join('\n')}</meta>\n</root>\n`;
}

async function copySamples(
  from: FileHandle,
  fromStart: number,
  to: FileHandle,
  toStart: number,
  picture: RawPicture,
  toDepth: 8 | 16,
  map: SampleMap | undefined,
): Promise<number> {
  const total = picture.width * picture.height * picture.channels * (picture.depth / 8);
  const chunk = new Uint8Array(Math.min(CHUNK_BYTES, total));
  let written = toStart;
  for (let done = 0; done < total; done += chunk.length) {
    const bytes = chunk.subarray(0, Math.min(chunk.length, total - done));
    await readAll(from, bytes, fromStart + done);
    const out = convertSamples(bytes, picture.depth, toDepth, map);
    await writeAll(to, out, written);
    written += out.length;
  }
  return written;
}

/** Converts samples between depths; 255 in 8 bits is 65535 in 16. May change `bytes`. */
export function convertSamples(
  bytes: Uint8Array,
  fromDepth: 8 | 16,
  toDepth: 8 | 16,
  map?: SampleMap,
): Uint8Array {
  if (fromDepth === 8 && toDepth === 8) return bytes;
  if (fromDepth === 8) {
    const wide = Uint16Array.from(bytes, (value) => value * 257);
    map?.(wide);
    return new Uint8Array(wide.buffer);
  }
  const samples = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
  map?.(samples);
  return toDepth === 16 ? bytes : Uint8Array.from(samples, (value) => Math.round(value / 257));
}

async function withFiles(
  fromPath: string,
  toPath: string,
  work: (from: FileHandle, to: FileHandle) => Promise<void>,
): Promise<void> {
  const from = await open(fromPath, 'r');
  try {
    const to = await open(toPath, 'w');
    try {
      await work(from, to);
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
}
