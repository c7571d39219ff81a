import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { typeOf } from './media-types';

/** Bytes read at a time: a multiple of 3, so that base64 needs no padding between chunks. */
const CHUNK = 3 * 2 ** 16;

/** Sends a picture. A client that reads nothing for `stallMs` milliseconds counts as gone. */
export async function sendPicture(reply: FastifyReply, path: string, name: string, stallMs: number) {
  const { size } = await stat(path);
  reply.raw.setTimeout(stallMs, () => reply.raw.destroy());
  return reply
    .headers({
      'Content-Type': typeOf(path),
      'Content-Length': size,
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    })
    .send(createReadStream(path));
}

/** Sends JSON with pictures in it, without holding them in memory. */
export function sendWithPictures(
  reply: FastifyReply,
  value: Readonly<Record<string, unknown>>,
  paths: readonly string[],
  stallMs: number,
) {
  reply.raw.setTimeout(stallMs, () => reply.raw.destroy());
  return reply.type('application/json; charset=utf-8').send(Readable.from(parts(value, paths)));
}

async function* parts(
  value: Readonly<Record<string, unknown>>,
  paths: readonly string[],
): AsyncGenerator<string> {
  yield `${JSON.stringify(value).slice(0, -1)},"results":[`;
  for (const [i, path] of paths.entries()) {
    const { size } = await stat(path);
    yield `${i === 0 ? '' : ','}{"type":${JSON.stringify(typeOf(basename(path)))},"bytes":${size},"base64":"`;
    let rest = Buffer.alloc(0);
    for await (const chunk of createReadStream(path, { highWaterMark: CHUNK })) {
      const all = Buffer.concat([rest, chunk]);
      const whole = all.length - (all.length % 3);
      yield all.toString('base64', 0, whole);
      rest = all.subarray(whole);
    }
    yield `${rest.toString('base64')}"}`;
  }
  yield ']}';
}

/** Sentences as a header's value, which can't contain line breaks or letters beyond Latin 1. */
export function asHeader(sentences: readonly string[]): string {
  return sentences.join(' ').replace(/[^\x20-\x7e]/g, '?');
}
