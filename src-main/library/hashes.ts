import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/** SHA-256 of a file, or of several one after another, in hexadecimal. Rejects with the system's error. */
export async function hashFiles(paths: readonly string[], signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) {
    const bytes = createReadStream(path, { highWaterMark: 1 << 20 });
    await pipeline(
      bytes,
      async (chunks: AsyncIterable<Buffer>) => {
        for await (const chunk of chunks) hash.update(chunk);
      },
      ...(signal ? [{ signal }] : []),
    );
  }
  return hash.digest('hex');
}

/** SHA-256 of a value of JSON, whatever the order of its keys. */
export function hashValue(value: unknown): string {
  const ordered = JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
  return createHash('sha256').update(ordered).digest('hex');
}
