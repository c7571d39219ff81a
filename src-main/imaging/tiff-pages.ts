import { openForReading } from './open-file';
import { TiffSource } from './tiff-source';
import { readFields } from './tiff-tags';

/** Text tags of TIFF 6.0 that a person or a scanner gives to each page. */
const TEXTS = new Set([
  269, // DocumentName
  270, // ImageDescription
  271, // Make
  272, // Model
  285, // PageName
  305, // Software
  306, // DateTime
  315, // Artist
  33432, // Copyright
]);
/** Longer texts are left out. */
const MAX_BYTES = 1 << 16;

/**
 * The text tags of a TIFF's page (from 0) and their bytes, which end with a zero. Throws TruncatedTiff if the directory
 * is damaged, and a PlainError if the file can't be opened.
 */
export async function readPageTexts(path: string, page: number): Promise<ReadonlyMap<number, Uint8Array>> {
  const { file, size } = await openForReading(path);
  try {
    const source = await TiffSource.open(file, size);
    let directory = await readFields(source, await source.firstDirectory(), TEXTS);
    for (let k = 0; k < page && directory.next !== 0; k++)
      directory = await readFields(source, directory.next, TEXTS);
    const texts = new Map<number, Uint8Array>();
    for (const [tag, { at, unit, count }] of directory.fields) {
      if (unit !== 1 || count === 0 || count > MAX_BYTES) continue;
      const { buffer } = await source.bytesAt(at, count);
      const bytes = new Uint8Array(buffer);
      texts.set(tag, bytes.at(-1) === 0 ? bytes : Uint8Array.from([...bytes, 0]));
    }
    return texts;
  } finally {
    await file.close();
  }
}
