import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { ZipFile as ZipWriter } from 'yazl';
import { requireRoom } from '../imaging/free-room';

/** One file that is stored uncompressed in an archive, because photos and PNGs are already compressed. */
export interface ArchivePart {
  readonly name: string;
  readonly path: string;
}

/** Streams files and one text into a ZIP; ZIP64 beyond 4 GB. */
export async function writeArchive(
  target: string,
  text: { readonly name: string; readonly content: string },
  parts: readonly ArchivePart[],
): Promise<void> {
  const zip = new ZipWriter();
  zip.addBuffer(Buffer.from(text.content), text.name);
  for (const { name, path } of parts) zip.addFile(path, name, { compress: false });
  zip.end();
  const abort = new AbortController();
  // A part that can't be read only causes an event, and without this the file would wait forever.
  zip.on('error', (error) => abort.abort(error));
  await pipeline(zip.outputStream, createWriteStream(target), { signal: abort.signal });
}

/** Most entries of a project: a photo, a mask, a table of contents, and its results. */
const MAX_ENTRIES = 2000;
/** Largest growth of a part. Parts are stored uncompressed and compress little, so a larger growth is malicious. */
const MOST_GROWTH = 16;
/** Additional bytes, because a small part may have a single colour. */
const SMALL = 2 ** 20;

/** A ZIP that is read by its table of contents. The names in it don't determine where its parts are written. */
export interface Archive {
  /** Whether it has a part of this name. */
  has(name: string): boolean;
  /** A part as text. Throws a RangeError if it is missing or larger than `maxBytes`. */
  readText(name: string, maxBytes: number): Promise<string>;
  /**
   * Writes a part to a file that must not exist yet. Throws a RangeError if the part is missing or grows too much, a
   * PlainError if the disk has too little space, and the signal's reason.
   */
  extract(name: string, target: string, signal?: AbortSignal): Promise<void>;
  close(): void;
}

/** Rejects with the reader's error if the file isn't a ZIP, with a RangeError if it has too many or duplicate entries. */
export async function openArchive(path: string): Promise<Archive> {
  if (!(await stat(path)).isFile()) throw new RangeError('an archive is a file');
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false });
  const entries = new Map<string, Entry>();
  try {
    if (zip.entryCount > MAX_ENTRIES) throw new RangeError(`an archive of ${zip.entryCount} entries`);
    for await (const entry of zip.eachEntry()) {
      if (entries.has(entry.fileName)) throw new RangeError(`two entries are named ${entry.fileName}`);
      entries.set(entry.fileName, entry);
    }
  } catch (error) {
    zip.close();
    throw error;
  }
  return archiveOf(path, zip, entries);
}

function archiveOf(path: string, zip: ZipFile, entries: ReadonlyMap<string, Entry>): Archive {
  const find = (name: string) => {
    const entry = entries.get(name);
    if (!entry) throw new RangeError(`the archive has no ${name}`);
    return entry;
  };
  return {
    has: (name) => entries.has(name),
    readText: async (name, maxBytes) => {
      const entry = find(name);
      if (entry.uncompressedSize > maxBytes) throw new RangeError(`${name} is over ${maxBytes} bytes`);
      const chunks: Buffer[] = [];
      for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(Buffer.from(chunk));
      return Buffer.concat(chunks).toString('utf8');
    },
    extract: async (name, target, signal) => {
      const entry = find(name);
      const { compressedSize, uncompressedSize } = entry;
      if (uncompressedSize > MOST_GROWTH * compressedSize + SMALL)
        throw new RangeError(`${name} grows from ${compressedSize} to ${uncompressedSize} bytes`);
      await requireRoom(dirname(target), uncompressedSize, path);
      // The reader stops if a part is larger than its entry declares.
      const out = createWriteStream(target, { flags: 'wx' });
      await pipeline(await zip.openReadStreamPromise(entry), out, { signal });
    },
    close: () => zip.close(),
  };
}
