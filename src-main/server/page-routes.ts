import { readFile } from 'node:fs/promises';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { failure } from '../contract/errors';
import { terminalSentence } from '../contract/sentences';
import { listPageFiles } from '../shell/page-files';
import { pageHeaders } from '../shell/policy';

/** Serves the page's files, and says how to send its first one. */
export function addPageRoutes(
  server: FastifyInstance,
  folder: string,
): (reply: FastifyReply) => Promise<FastifyReply> {
  const files = listPageFiles(folder);
  const send = async (reply: FastifyReply, address: string) => {
    const file = files.get(address);
    if (!file) return reply.code(404).send();
    return reply.headers(pageHeaders(file.type)).send(await readFile(file.path));
  };
  if (!files.has('/index.html')) {
    throw failure(
      terminalSentence(
        "The window's page is missing; install Daguerre again, or run npm run build in a clone.",
      ),
    );
  }
  server.get('/', (_request, reply) => send(reply, '/index.html'));
  server.get('/*', (request, reply) => send(reply, request.url.split('?')[0] ?? ''));
  return (reply) => send(reply, '/index.html');
}
