import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from './refusal';

/** Number of checks of a connection within the time that it may stall. */
const CHECKS = 4;

/** Follows the client of one request. */
export interface Client {
  /** Aborted when the client disconnects, stalls while it sends, or when the service ends. */
  readonly signal: AbortSignal;
  /** Call it when the whole request has arrived; from then on the client only waits. */
  received(): void;
}

/** @param stallMs milliseconds without a byte of the request after which it is refused */
export function followClient(
  request: FastifyRequest,
  reply: FastifyReply,
  stallMs: number,
  closing: AbortSignal,
): Client {
  const gone = new AbortController();
  const { socket } = request.raw;
  let heard = socket.bytesRead;
  let still = 0;
  const watch = setInterval(() => {
    still = socket.bytesRead === heard ? still + 1 : 0;
    heard = socket.bytesRead;
    if (still >= CHECKS) gone.abort(new Refusal(408, 'The photo stopped coming; send it again.'));
  }, stallMs / CHECKS);
  reply.raw.once('close', () => {
    clearInterval(watch);
    if (!reply.raw.writableFinished) gone.abort(new Refusal(499, 'The client is gone.'));
  });
  return {
    signal: AbortSignal.any([gone.signal, closing]),
    received: () => clearInterval(watch),
  };
}
