import { createWriteStream } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import { PRIVATE_FILE } from '../../imaging/private-files';
import { onWorkingFiles, workingFileError } from '../../imaging/working-files';
import { plainName } from '../../studio/files';
import { Refusal } from './refusal';

/** Most bytes of a file; photos that can be restored are smaller. */
const LARGEST = 4 * 2 ** 30;
/** Most characters of a field; a recipe has a few hundred. */
const LONGEST_FIELD = 2 ** 20;
/** Bytes that an upload must leave free on the disk. */
const SPARE = 256 * 2 ** 20;

/** The names of the files and fields that a request may have. */
export interface Parts {
  readonly files: readonly string[];
  readonly fields: readonly string[];
}

/** The content of a request. */
export interface Upload {
  /** Paths in the folder, by the part's name. */
  readonly files: ReadonlyMap<string, { readonly path: string; readonly name: string }>;
  readonly fields: ReadonlyMap<string, string>;
}

/**
 * Writes the files of a multipart request to `folder` without holding them in memory. Throws a Refusal for parts that
 * are unknown, repeated or too large.
 */
export async function receive(
  request: FastifyRequest,
  folder: string,
  parts: Parts,
  signal: AbortSignal,
): Promise<Upload> {
  try {
    return await write(request, folder, parts, signal);
  } catch (error) {
    throw signal.aborted ? signal.reason : faultOf(error);
  }
}

async function write(
  request: FastifyRequest,
  folder: string,
  { files: askedFiles, fields: askedFields }: Parts,
  signal: AbortSignal,
): Promise<Upload> {
  if (!request.isMultipart())
    throw new Refusal(415, 'The request must be multipart/form-data with the part photo.');
  await checkRoom(folder, Number(request.headers['content-length'] ?? 0));
  const files = new Map<string, { path: string; name: string }>();
  const fields = new Map<string, string>();
  const limits = {
    limits: {
      fileSize: LARGEST,
      fieldSize: LONGEST_FIELD,
      files: askedFiles.length,
      fields: askedFields.length,
      parts: askedFiles.length + askedFields.length,
    },
  };
  for await (const part of request.parts(limits)) {
    const name = part.fieldname;
    const asked = part.type === 'file' ? askedFiles : askedFields;
    if (!asked.includes(name))
      throw new Refusal(
        400,
        `The ${part.type} ${JSON.stringify(name)} isn't known here; a request has ${[...askedFiles, ...askedFields].join(', ')}.`,
      );
    if (files.has(name) || fields.has(name)) throw new Refusal(400, `The part ${name} is there twice.`);
    if (part.type === 'file') {
      const called = plainName(part.filename || name);
      // Numbered in the order of arrival, because two parts may have the same file name.
      const path = join(folder, `${files.size}-${called}`);
      await onWorkingFiles(() =>
        pipeline(part.file, createWriteStream(path, { flags: 'wx', mode: PRIVATE_FILE }), { signal }),
      );
      if (part.file.truncated) throw new Refusal(413, `${called} is larger than 4 GB; send a smaller file.`);
      files.set(name, { path, name: called });
    } else {
      if (part.valueTruncated) throw new Refusal(413, `The field ${name} is too long.`);
      fields.set(name, String(part.value));
    }
  }
  return { files, fields };
}

/** The error for a failed upload: the client's fault, unless it comes from the parser or the disk. */
function faultOf(error: unknown): unknown {
  const isKnown = error instanceof Refusal || workingFileError(error) !== undefined;
  if (isKnown || !(error instanceof Error) || 'statusCode' in error) return error;
  return new Refusal(400, `The multipart body can't be read (${error.message}).`);
}

async function checkRoom(folder: string, bytes: number): Promise<void> {
  if (bytes > LARGEST + LONGEST_FIELD)
    throw new Refusal(413, 'The request is larger than 4 GB; send a smaller photo.');
  const { bavail, bsize } = await statfs(folder);
  if (bytes + SPARE > bavail * bsize)
    throw new Refusal(507, 'The disk of the service has too little room for this photo; try again later.');
}
