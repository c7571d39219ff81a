import type { FileHandle } from 'node:fs/promises';
import { type TiffField, TiffSource, TruncatedTiff } from './tiff-source';

/** The tags of TIFF 6.0 (and its photographic relatives) that decide whether and how a file can be read. */
const TAG = {
  photometric: 262,
  stripOffsets: 273,
  stripByteCounts: 279,
  tileOffsets: 324,
  tileByteCounts: 325,
  subDirectories: 330,
  sampleFormat: 339,
  // Read only to check that it lies inside the file.
  jpegTables: 347,
  dngVersion: 50706,
} as const;

/** What a directory says about its picture. */
export interface TiffDirectory {
  readonly photometric: number | undefined;
  readonly sampleFormat: number | undefined;
  /** The directory has a DNG version tag. */
  readonly camera: boolean;
}

const WANTED = new Set<number>(Object.values(TAG));
/** Bytes of a value by its type. Tags of unknown types are skipped here and by the decoder. */
const TYPE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];
const MAX_DIRECTORIES = 10_000;
/** The highest count that a classic directory can state. */
const MAX_ENTRIES = 65_535;
/** Number of offsets read at a time. */
const CHUNK = 1 << 16;

/**
 * Reads all directories of a classic TIFF or BigTIFF, sub-directories included, and checks that all strips and tiles
 * lie inside the file. Time and memory are bounded whatever the file contains. Throws TruncatedTiff if something lies
 * outside the file or there is implausibly much of it.
 */
export async function readTiffDirectories(file: FileHandle, size: number): Promise<TiffDirectory[]> {
  const source = await TiffSource.open(file, size);
  const pending = [await source.firstDirectory()];
  const seen = new Set<number>([0]);
  const directories: TiffDirectory[] = [];
  for (let k = 0; k < pending.length; k++) {
    const at = pending[k] ?? 0;
    if (seen.has(at)) continue;
    seen.add(at);
    if (seen.size > MAX_DIRECTORIES || pending.length > 2 * MAX_DIRECTORIES)
      throw new TruncatedTiff('too many directories');
    const { fields, next } = await readFields(source, at, WANTED);
    await checkBlocks(source, fields.get(TAG.stripOffsets), fields.get(TAG.stripByteCounts));
    await checkBlocks(source, fields.get(TAG.tileOffsets), fields.get(TAG.tileByteCounts));
    directories.push(await describe(source, fields));
    pending.push(next);
    for (const one of await subDirectories(source, fields.get(TAG.subDirectories))) pending.push(one);
  }
  return directories;
}

type Fields = ReadonlyMap<number, TiffField>;

/**
 * Reads the wanted tags of the directory at a byte position, and the position of the next one (0 after the last).
 * Throws TruncatedTiff.
 */
export async function readFields(
  source: TiffSource,
  at: number,
  wanted: ReadonlySet<number>,
): Promise<{ fields: Fields; next: number }> {
  const { big, little, wordBytes } = source;
  const countBytes = big ? 8 : 2;
  const entryBytes = big ? 20 : 12;
  const head = await source.bytesAt(at, countBytes);
  const count = big ? source.word(head, 0) : head.getUint16(0, little);
  if (count > MAX_ENTRIES) throw new TruncatedTiff(`${count} entries`);
  const entriesAt = at + countBytes;
  const entries = await source.bytesAt(entriesAt, count * entryBytes + wordBytes);
  const fields = new Map<number, TiffField>();
  for (let k = 0; k < count; k++) {
    const from = k * entryBytes;
    const tag = entries.getUint16(from, little);
    const unit = TYPE_BYTES[entries.getUint16(from + 2, little)] ?? 0;
    if (!wanted.has(tag) || unit === 0) continue;
    const length = source.word(entries, from + 4);
    const valueAt = from + 4 + wordBytes;
    const inline = unit * length <= wordBytes;
    const field = {
      unit,
      count: length,
      at: inline ? entriesAt + valueAt : source.word(entries, valueAt),
    };
    source.checkInside(field.at, unit * length);
    fields.set(tag, field);
  }
  return { fields, next: source.word(entries, count * entryBytes) };
}

/** Checks that the strips or tiles lie inside the file, reading their offsets in chunks. */
async function checkBlocks(
  source: TiffSource,
  offsets: TiffField | undefined,
  counts: TiffField | undefined,
): Promise<void> {
  if (!offsets) return;
  for (let from = 0; from < offsets.count; from += CHUNK) {
    const places = await source.values(offsets, from, CHUNK);
    const lengths = counts ? await source.values(counts, from, CHUNK) : undefined;
    for (let k = 0; k < places.length; k++) source.checkInside(places[k] ?? 0, lengths?.[k] ?? 0);
  }
}

async function describe(source: TiffSource, fields: Fields): Promise<TiffDirectory> {
  const first = async (tag: number) => {
    const field = fields.get(tag);
    return field ? (await source.values(field, 0, 1))[0] : undefined;
  };
  return {
    photometric: await first(TAG.photometric),
    sampleFormat: await first(TAG.sampleFormat),
    camera: fields.has(TAG.dngVersion),
  };
}

async function subDirectories(source: TiffSource, field: TiffField | undefined): Promise<Float64Array> {
  if (!field) return new Float64Array();
  if (field.count > MAX_DIRECTORIES) throw new TruncatedTiff(`${field.count} sub-directories`);
  return source.values(field, 0, field.count);
}
