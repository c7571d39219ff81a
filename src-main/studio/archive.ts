import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { ZipFile as ZipWriter } from 'yazl';
import { requireRoom } from '../imaging/free-room';

/** One file that goes into an archive as it is: photos and PNGs are compressed already. */
export interface ArchivePart {
  readonly name: string;
  readonly path: string;
}

/** Writes a ZIP of files and one text, streamed; ZIP64 where it passes 4 GB. */
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
  // A part that can't be read ends the zip with an event, and the file would wait for more for ever.
  zip.on('error', (error) => abort.abort(error));
  await pipeline(zip.outputStream, createWriteStream(target), { signal: abort.signal });
}

/** A project has a photo, a mask, a table of contents, and its results. */
const MAX_ENTRIES = 2000;
/** Parts are stored as they are, and who packs them anew gains little: what grows more than this was made to. */
const MOST_GROWTH = 16;
/** Allowed beyond it: a small part may be all of one colour. */
const SMALL = 2 ** 20;

/** A ZIP that is read by its own table of contents; names in it decide nothing about where its parts are written. */
export interface Archive {
  /** Whether it has a part of this name. */
  has(name: string): boolean;
  /** A part as text. Throws a RangeError where it is missing or over `maxBytes`. */
  readText(name: string, maxBytes: number): Promise<string>;
  /**
   * Writes a part to a file that isn't there yet. Throws a RangeError where it is missing or grows beyond all measure, a
   * PlainError where the disk has no room for it, and the signal's reason.
   */
  extract(name: string, target: string, signal?: AbortSignal): Promise<void>;
  close(): void;
}

/** Rejects with the reader's error where the file is no ZIP, and with a RangeError where its entries are too many or share a name. */
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
      // The reader stops where more comes out than the entry says.
      const out = createWriteStream(target, { flags: 'wx' });
      await pipeline(await zip.openReadStreamPromise(entry), out, { signal });
    },
    close: () => zip.close(),
  };
}
