import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { badRequest } from '../contract/errors';
import { said } from '../contract/said';
import { specialistPaths } from '../network/specialists';

/** Most bytes read at a time. */
const AT_A_TIME = 1 << 20;

/** SHA-256 of one file or several concatenated files, in hexadecimal. Rejects with the system's error. */
export async function hashFiles(paths: readonly string[], signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) {
    signal?.throwIfAborted();
    const file = await open(path, 'r');
    try {
      await hashFile(file, hash, signal);
    } finally {
      await file.close();
    }
  }
  return hash.digest('hex');
}

async function hashFile(file: FileHandle, hash: Hash, signal: AbortSignal | undefined): Promise<void> {
  // No larger than the file, because a megabyte for each of many small photos would burden the garbage collector.
  const { size } = await file.stat();
  const buffer = Buffer.allocUnsafe(Math.min(AT_A_TIME, size + 1));
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, null);
    signal?.throwIfAborted();
    if (bytesRead === 0) return;
    hash.update(buffer.subarray(0, bytesRead));
  }
}

/** SHA-256 of a JSON value, independent of the order of its keys. */
export function hashValue(value: unknown): string {
  const ordered = JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
  return createHash('sha256').update(ordered).digest('hex');
}

/**
 * SHA-256 of a network's file and its specialists', which identifies the network that a result depends on. Throws a
 * PlainError (bad request) if one can't be read.
 */
export async function hashModel(modelPath: string): Promise<string> {
  return hashFiles([modelPath, ...(await specialistPaths(modelPath))]).catch((error: unknown) => {
    throw badRequest(said('networkUnreadable', { path: modelPath }), error);
  });
}
