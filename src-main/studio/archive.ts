import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { ZipFile as ZipWriter } from 'yazl';

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

/** A ZIP that is read by its own table of contents; names in it decide nothing about where its parts are written. */
export interface Archive {
  /** Whether it has a part of this name. */
  has(name: string): boolean;
  /** A part as text. Throws a RangeError where it is missing or over `maxBytes`. */
  readText(name: string, maxBytes: number): Promise<string>;
  /** Writes a part to a file. Throws a RangeError where it is missing. */
  extract(name: string, target: string): Promise<void>;
  close(): void;
}

/** Rejects with the reader's error where the file is no ZIP. */
export async function openArchive(path: string): Promise<Archive> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false });
  const entries = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
  } catch (error) {
    zip.close();
    throw error;
  }
  return archiveOf(zip, entries);
}

function archiveOf(zip: ZipFile, entries: ReadonlyMap<string, Entry>): Archive {
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
    extract: async (name, target) => {
      await pipeline(await zip.openReadStreamPromise(find(name)), createWriteStream(target, { flags: 'wx' }));
    },
    close: () => zip.close(),
  };
}
