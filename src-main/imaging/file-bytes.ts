import type { FileHandle } from 'node:fs/promises';

/** Fills `bytes` from a position of a file. Throws a RangeError if the file ends before. */
export async function readAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesRead } = await file.read(bytes, done, bytes.length - done, position + done);
    if (bytesRead === 0) throw new RangeError(`the file ends at ${position + done}`);
    done += bytesRead;
  }
}

/** Writes all of `bytes` at a position of a file. */
export async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}
