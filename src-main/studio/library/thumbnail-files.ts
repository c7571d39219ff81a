import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomically } from '../atomic-file';

/** Thumbnails on disk; the oldest are removed if there are too many. */
export interface ThumbnailFiles {
  read(key: string): Promise<Uint8Array | undefined>;
  write(key: string, bytes: Uint8Array): Promise<void>;
}

/** Number of writes between two checks of the total size. */
const WRITES = 500;

/** @param folder is created at the first write. Keys are hexadecimal. */
export function createThumbnailFiles(folder: string, maxBytes: number): ThumbnailFiles {
  let writes = 0;
  const place = (key: string) => join(folder, key.slice(0, 2));
  return {
    read: async (key) => readFile(join(place(key), key)).catch(() => undefined),
    write: async (key, bytes) => {
      // A thumbnail that can't be written is created again, so that a full disk doesn't prevent viewing photos. A
      // half-written file would be shown for ever.
      await writeFileAtomically(join(place(key), key), bytes, { survives: 'crash' }).catch(() => {});
      if (writes++ % WRITES === 0) await trim(folder, maxBytes).catch(() => {});
    },
  };
}

/** If the limit is exceeded, removes the oldest files until nine tenths of it remain. */
async function trim(folder: string, maxBytes: number): Promise<void> {
  const files: { path: string; bytes: number; made: number }[] = [];
  for (const part of await readdir(folder)) {
    for (const name of await readdir(join(folder, part))) {
      const path = join(folder, part, name);
      const found = await stat(path).catch(() => undefined);
      if (found) files.push({ path, bytes: found.size, made: found.mtimeMs });
    }
  }
  let bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  if (bytes <= maxBytes) return;
  files.sort((a, b) => a.made - b.made);
  for (const file of files) {
    if (bytes <= 0.9 * maxBytes) return;
    await rm(file.path, { force: true });
    bytes -= file.bytes;
  }
}
