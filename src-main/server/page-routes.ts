import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { failure } from '../contract/errors';
import { quoted } from '../contract/said';
import { listPageFiles, type PageFile } from '../shell/page-files';
import { pageHeaders } from '../shell/policy';

/** Lists the page's files by their address. Throws a PlainError if the page is missing. */
export function requirePage(folder: string): ReadonlyMap<string, PageFile> {
  if (existsSync(join(folder, 'index.html'))) return listPageFiles(folder);
  throw failure(
    quoted("The window's page is missing; install Daguerre again, or run npm run build in a clone."),
  );
}

/** Serves the page's files. Returns a function that sends index.html. */
export function addPageRoutes(
  server: FastifyInstance,
  files: ReadonlyMap<string, PageFile>,
): (reply: FastifyReply) => Promise<FastifyReply> {
  const send = async (reply: FastifyReply, address: string) => {
    const file = files.get(address);
    if (!file) return reply.code(404).send();
    return reply.headers(pageHeaders(file.type)).send(await readFile(file.path));
  };
  server.get('/', (_request, reply) => send(reply, '/index.html'));
  server.get('/*', (request, reply) => send(reply, request.url.split('?')[0] ?? ''));
  return (reply) => send(reply, '/index.html');
}
