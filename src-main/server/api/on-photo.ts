import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PRIVATE_FOLDER } from '../../imaging/private-files';
import type { Engine } from '../../jobs/engine';
import { LeftAlone } from '../../jobs/find-damage';
import { renamed } from '../../library/stores/renamed';
import { followClient } from './client-gone';
import { Refusal } from './refusal';
import type { Service } from './service';
import { type Parts, receive, type Upload } from './upload';

/** A request with its photo and the engine. */
export interface PhotoRequest {
  readonly photo: { readonly path: string; readonly name: string };
  readonly upload: Upload;
  /** The service's engine, with working files in `folder`. */
  readonly engine: Engine;
  /** The request's own folder; removed after the answer was sent. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

/**
 * Receives the photo of a request, waits for the engine, and runs `work`. `prepare` checks the request before it waits;
 * `work` has the engine for itself. The work is cancelled when the client disconnects. Throws a Refusal, a PlainError
 * with the client's file names, or what `work` throws.
 */
export async function onPhoto<Asked, Answer>(
  service: Service,
  request: FastifyRequest,
  reply: FastifyReply,
  parts: Parts,
  prepare: (upload: Upload) => Asked,
  work: (photo: PhotoRequest, asked: Asked) => Promise<Answer>,
): Promise<Answer> {
  const turn = service.turns.enter();
  const client = followClient(request, reply, service.stallMs, service.closing);
  const { signal } = client;
  const folder = join(service.folder, randomBytes(8).toString('hex'));
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  // The engine may still use the files after the client has disconnected.
  reply.raw.once('close', () => void ended.then(() => rm(folder, { recursive: true, force: true })));
  let upload: Upload | undefined;
  try {
    await mkdir(folder, { mode: PRIVATE_FOLDER });
    upload = await receive(request, folder, parts, signal);
    client.received();
    const received = upload;
    const photo = received.files.get('photo');
    if (!photo) throw new Refusal(400, 'The part photo is missing: the file of a photo.');
    const asked = prepare(received);
    return await turn.run(async () => {
      try {
        const engine = { ...service.engine, workspace: folder };
        return await work({ photo, upload: received, engine, folder, signal }, asked);
      } catch (error) {
        if (!signal.aborted) service.metrics.not(error instanceof LeftAlone ? 'skipped' : 'failed');
        throw error;
      }
    }, signal);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw renamed(
      error,
      [...(upload?.files.values() ?? [])].map(({ path, name }) => [path, name] as const),
    );
  } finally {
    client.received();
    turn.leave();
    end();
  }
}
