import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { failure, type PlainError } from '../contract/errors';
import { said } from '../contract/said';
import { MOST_MODEL_BYTES } from './card-schema';
import { isAsBuilt } from './own-models';

/** Many times as much as the program's own cards have. */
const MOST_CARD_BYTES = 2 ** 20;

const MODEL_FAULTS = { missing: 'modelMissing', unreadable: 'modelUnreadable' } as const;
const CARD_FAULTS = { missing: 'cardMissing', unreadable: 'cardUnreadable' } as const;

/** A network's bytes and their SHA-256. Throws a PlainError that names the file if it can't be used. */
export function readModelFile(path: string): Promise<ModelFile> {
  return readOr(path, MOST_MODEL_BYTES, MODEL_FAULTS);
}

/** The length of a network's file in bytes. Throws a PlainError that names the file if it can't be used. */
export function modelFileSize(path: string): Promise<number> {
  return sizeOr(path, MOST_MODEL_BYTES, MODEL_FAULTS);
}

/** A card's content, unchecked. Throws a PlainError that names the file if it is missing or no JSON. */
export async function readCardJson(path: string): Promise<unknown> {
  const file = await readOr(path, MOST_CARD_BYTES, CARD_FAULTS);
  try {
    return JSON.parse(new TextDecoder().decode(file.bytes));
  } catch (error) {
    throw failure(said('cardNoJson', { path }), error);
  }
}

export interface ModelFile {
  readonly bytes: Uint8Array;
  readonly sum: string;
}

interface Faults {
  readonly missing: 'modelMissing' | 'cardMissing';
  readonly unreadable: 'modelUnreadable' | 'cardUnreadable';
}

/**
 * A file's bytes and their SHA-256. It must be an ordinary file of at most `most` bytes (reading a pipe or a device
 * might never end), and one of the program's own must be unchanged since the build.
 */
async function readOr(path: string, most: number, faults: Faults): Promise<ModelFile> {
  await sizeOr(path, most, faults);
  const bytes = await readFile(path).catch((error: unknown) => {
    throw fault(path, error, faults);
  });
  const sum = createHash('sha256').update(bytes).digest('hex');
  if (!isAsBuilt(path, sum)) throw failure(said('modelReplaced', { path }));
  return { bytes, sum };
}

async function sizeOr(path: string, most: number, faults: Faults): Promise<number> {
  const found = await stat(path).catch((error: unknown) => {
    throw fault(path, error, faults);
  });
  if (!found.isFile() || found.size > most) throw failure(said(faults.unreadable, { path }));
  return found.size;
}

function fault(path: string, error: unknown, { missing, unreadable }: Faults): PlainError {
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  return failure(said(isMissing ? missing : unreadable, { path }), error);
}
