import { createReadStream, createWriteStream } from 'node:fs';
import { rm, stat, statfs } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyInstance } from 'fastify';
import { badRequest, type PlainError } from '../contract/errors';
import { said } from '../contract/said';
import { z } from '../contract/schema';
import { id } from '../contract/window/basics';
import { PRIVATE_FILE } from '../imaging/private-files';
import { workingFileError } from '../imaging/working-files';
import { replyWith } from '../studio/answer';
import { notKept } from '../studio/atomic-file';
import type { Studio } from '../studio/studio';

/** Most bytes of an upload; photos that can be restored are smaller. */
const LARGEST = 4 * 2 ** 30;
/** Bytes that an upload must leave free on the disk. */
const SPARE = 256 * 2 ** 20;

const upload = z.object({ name: z.string().min(1).max(1000).catch('file') });

/** Adds uploads (PUT /files?name=) and downloads (GET /files/<id>), which replace the system's dialogs in a browser. */
export function addFileRoutes(server: FastifyInstance, studio: Studio): void {
  server.register(async (files) => {
    // The body is streamed to disk and never held in memory.
    files.removeAllContentTypeParsers();
    files.addContentTypeParser('*', (_request, _body, done) => done(null));
    files.put('/files', (request) =>
      replyWith(async () => {
        const { name } = upload.parse(request.query);
        const length = Number(request.headers['content-length'] ?? 0);
        if (length > LARGEST) throw tooLarge(name);
        const path = await studio.placeUpload(name);
        try {
          await checkRoom(dirname(path), length, name);
          const file = createWriteStream(path, { flags: 'wx', mode: PRIVATE_FILE });
          await pipeline(request.raw, limited(name), file);
        } catch (error) {
          await rm(dirname(path), { recursive: true, force: true });
          throw workingFileError(error) ? notKept(path, error) : error;
        }
        return studio.admitPath(path);
      }),
    );
  });

  server.get<{ Params: { id: string } }>('/files/:id', async (request, reply) => {
    const asked = id.safeParse(request.params.id);
    const path = asked.success ? studio.downloadOf(asked.data) : undefined;
    const size = path === undefined ? undefined : (await stat(path).catch(() => undefined))?.size;
    if (path === undefined || size === undefined) return reply.code(404).send();
    return reply
      .headers({
        'Content-Type': 'application/octet-stream',
        'Content-Length': size,
        'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(basename(path))}`,
        'X-Content-Type-Options': 'nosniff',
      })
      .send(createReadStream(path));
  });
}

/** Passes bytes on, up to the size of the largest file. */
function limited(name: string): Transform {
  let bytes = 0;
  return new Transform({
    transform: (chunk: Uint8Array, _encoding, done) => {
      bytes += chunk.length;
      if (bytes > LARGEST) done(tooLarge(name));
      else done(null, chunk);
    },
  });
}

function tooLarge(name: string): PlainError {
  return badRequest(said('uploadTooLarge', { path: basename(name) }));
}

async function checkRoom(folder: string, bytes: number, name: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bytes + SPARE > bavail * bsize) {
    throw badRequest(said('uploadRoom', { path: basename(name) }));
  }
}
