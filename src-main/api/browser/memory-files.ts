/**
 * Files in memory, in place of `node:fs/promises` in the browser's bundle (vite.engine.config.ts), so that code that
 * reads and writes raw pictures by path runs unchanged. It has only what that code uses; the build fails if something
 * else is imported.
 */
const files = new Map<string, MemoryFile>();

class MemoryFile {
  #bytes = new Uint8Array(0);
  #length = 0;

  async read(
    target: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ bytesRead: number }> {
    const bytesRead = Math.max(0, Math.min(length, this.#length - position));
    target.set(this.#bytes.subarray(position, position + bytesRead), offset);
    return { bytesRead };
  }

  async write(
    source: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ bytesWritten: number }> {
    this.#reach(position + length);
    this.#bytes.set(source.subarray(offset, offset + length), position);
    return { bytesWritten: length };
  }

  async truncate(length: number): Promise<void> {
    this.#reach(length);
    this.#length = length;
  }

  /** Does nothing: the file belongs to its name, not to the handle. */
  async close(): Promise<void> {}

  /** All bytes; the caller owns them. */
  take(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length);
  }

  #reach(length: number): void {
    if (length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(length, 2 * this.#bytes.length));
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#length = Math.max(this.#length, length);
  }
}

/** Like Node's `open`: 'r' needs a file, 'w' and 'w+' create an empty one. */
export async function open(path: string, flags: 'r' | 'w' | 'w+'): Promise<MemoryFile> {
  if (flags !== 'r') files.set(path, new MemoryFile());
  const file = files.get(path);
  if (!file) throw new RangeError(`there is no file ${path} in memory`);
  return file;
}

export async function rm(path: string): Promise<void> {
  files.delete(path);
}

/** Creates a file with these bytes. */
export async function writeFile(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w');
  await file.write(bytes, 0, bytes.length, 0);
}

/** The bytes of a file; the caller owns them. */
export async function readFile(path: string): Promise<Uint8Array<ArrayBuffer>> {
  return (await open(path, 'r')).take();
}

/** Removes all files whose path begins with `prefix`. */
export function removeBelow(prefix: string): void {
  for (const path of [...files.keys()]) if (path.startsWith(prefix)) files.delete(path);
}
