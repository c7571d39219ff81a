import type { FileHandle } from 'node:fs/promises';

/** The tags of TIFF 6.0 (and its photographic relatives) that decide whether and how a file can be read. */
export const TAG = {
  newSubfileType: 254,
  photometric: 262,
  stripOffsets: 273,
  stripByteCounts: 279,
  tileOffsets: 324,
  tileByteCounts: 325,
  subDirectories: 330,
  sampleFormat: 339,
  jpegTables: 347,
  dngVersion: 50706,
} as const;

/** Values of the tags above, as far as a directory has them. */
export type TiffDirectory = ReadonlyMap<number, readonly number[]>;

/** Says that a structure points outside the file: the file was cut off or is damaged. */
export class TruncatedTiff extends Error {}

const WANTED = new Set<number>(Object.values(TAG));
const TYPE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];
const MAX_DIRECTORIES = 10_000;

/**
 * Reads the directories of a classic or Big TIFF (the chain, then the sub-directories of each) and checks that all
 * strips and tiles lie inside the file. Throws TruncatedTiff where they don't.
 */
export async function readTiffDirectories(file: FileHandle, size: number): Promise<TiffDirectory[]> {
  const head = await bytesAt(file, size, 0, 8);
  const little = head.getUint8(0) === 0x49;
  const big = head.getUint16(2, little) === 43;
  const reader: Reader = { file, size, little, big };
  const first = big ? await bytesAt(file, size, 8, 8) : undefined;
  const pending = [first ? Number(first.getBigUint64(0, little)) : head.getUint32(4, little)];
  const seen = new Set<number>();
  const directories: TiffDirectory[] = [];
  for (let at = pending.shift(); at !== undefined; at = pending.shift()) {
    if (at === 0 || seen.has(at)) continue;
    seen.add(at);
    if (seen.size > MAX_DIRECTORIES) throw new TruncatedTiff('too many directories');
    const { directory, next } = await readDirectory(reader, at);
    checkExtent(directory, size);
    directories.push(directory);
    pending.push(next, ...(directory.get(TAG.subDirectories) ?? []));
  }
  return directories;
}

interface Reader {
  readonly file: FileHandle;
  readonly size: number;
  readonly little: boolean;
  readonly big: boolean;
}

async function readDirectory(
  { file, size, little, big }: Reader,
  at: number,
): Promise<{ directory: TiffDirectory; next: number }> {
  const entryBytes = big ? 20 : 12;
  const countBytes = big ? 8 : 2;
  const head = await bytesAt(file, size, at, countBytes);
  const count = big ? Number(head.getBigUint64(0, little)) : head.getUint16(0, little);
  const word = (view: DataView, offset: number) =>
    big ? Number(view.getBigUint64(offset, little)) : view.getUint32(offset, little);
  const wordBytes = big ? 8 : 4;
  const entries = await bytesAt(file, size, at + countBytes, count * entryBytes + wordBytes);
  const directory = new Map<number, number[]>();
  for (let k = 0; k < count; k++) {
    const from = k * entryBytes;
    const tag = entries.getUint16(from, little);
    if (!WANTED.has(tag)) continue;
    const type = entries.getUint16(from + 2, little);
    const length = word(entries, from + 4);
    const unit = TYPE_BYTES[type] ?? 0;
    const inline = unit * length <= wordBytes;
    const valueAt = from + 4 + wordBytes;
    const view = inline ? entries : await bytesAt(file, size, word(entries, valueAt), unit * length);
    const values: number[] = [];
    for (let n = 0; n < length; n++)
      values.push(numberAt(view, (inline ? valueAt : 0) + n * unit, unit, little));
    directory.set(tag, values);
  }
  return { directory, next: word(entries, count * entryBytes) };
}

function numberAt(view: DataView, at: number, unit: number, little: boolean): number {
  if (unit === 1) return view.getUint8(at);
  if (unit === 2) return view.getUint16(at, little);
  if (unit === 4) return view.getUint32(at, little);
  return unit === 8 ? Number(view.getBigUint64(at, little)) : 0;
}

function checkExtent(directory: TiffDirectory, size: number): void {
  for (const [offsets, counts] of [
    [directory.get(TAG.stripOffsets), directory.get(TAG.stripByteCounts)],
    [directory.get(TAG.tileOffsets), directory.get(TAG.tileByteCounts)],
  ]) {
    offsets?.forEach((offset, k) => {
      if (offset + (counts?.[k] ?? 0) > size) throw new TruncatedTiff(`block ${k} ends after the file`);
    });
  }
}

async function bytesAt(file: FileHandle, size: number, at: number, length: number): Promise<DataView> {
  if (!(at >= 0 && length >= 0 && at + length <= size)) throw new TruncatedTiff(`${length} bytes at ${at}`);
  const bytes = new Uint8Array(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await file.read(bytes, done, length - done, at + done);
    if (bytesRead === 0) throw new TruncatedTiff(`${length} bytes at ${at}`);
    done += bytesRead;
  }
  return new DataView(bytes.buffer);
}
