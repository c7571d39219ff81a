import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { failure } from '../contract/errors';
import { extensionOf, PHOTO_FORMATS } from '../contract/photo-files';
import { quoted } from '../contract/said';
import { IDENTITY_BYTES, identify } from '../imaging/identify';
import { errorCode } from '../imaging/open-file';
import { wrongUsage } from './wrong-usage';

/** What messages call a photo from a pipe. */
export const STDIN = 'standard input';

/**
 * Copies standard input to a file in `folder`. Returns its path; its extension is that of its content. Throws a
 * PlainError if it is a terminal or empty, and the signal's reason if it is aborted.
 */
export async function readStdin(
  folder: string,
  signal: AbortSignal,
): Promise<{ path: string; extension: string }> {
  if (process.stdin.isTTY)
    throw wrongUsage('A photo is awaited from standard input; send one by a pipe or <.');
  const path = join(folder, 'stdin');
  await pipeline(process.stdin, createWriteStream(path, { flags: 'wx' }), { signal }).catch(
    (error: unknown) => {
      signal.throwIfAborted();
      throw error;
    },
  );
  const head = new Uint8Array(IDENTITY_BYTES);
  const file = await open(path);
  try {
    const { bytesRead } = await file.read(head, 0, head.length, 0);
    if (bytesRead === 0) throw wrongUsage('Standard input is empty; send it a photo.');
  } finally {
    await file.close();
  }
  const found = identify(head, path);
  const format = PHOTO_FORMATS.find((one) => one === found.format);
  return { path, extension: format ? extensionOf(format) : '' };
}

/** Throws a PlainError (bad request) if standard output is a terminal, which would show the bytes of a picture. */
export function requirePipe(): void {
  if (process.stdout.isTTY)
    throw wrongUsage(
      'Standard output is a terminal, which shows no pictures; send it to a program or a file.',
    );
}

/** Copies a file to standard output. Throws a PlainError (a failure) if its reader ends early. */
export async function writeStdout(path: string, signal: AbortSignal): Promise<void> {
  try {
    await pipeline(createReadStream(path), process.stdout, { signal, end: false });
  } catch (error) {
    signal.throwIfAborted();
    const why = errorCode(error) === 'EPIPE' ? 'its reader ended before the picture did' : String(error);
    throw failure(quoted(`Standard output couldn't be written to: ${why}.`), error);
  }
}
